import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

const COMPILER = ["/usr/bin/gcc", "/usr/bin/cc"].find((path) => existsSync(path));
export const canSlowDown = COMPILER !== undefined && process.platform === "linux";

/** A disk under which whoever writes waits, for processes that are started with these variables. */
export interface SlowDisk {
  readonly env: Readonly<Record<string, string>>;
  /** How often the main threads of them have waited for it so far, and how often other threads did. */
  waits(): { readonly main: number; readonly others: number };
}

/** Makes one that takes so many milliseconds for whatever is to stand on it. */
export function makeSlowDisk(folder: string, milliseconds: number): SlowDisk {
  const inFolder = (name: string): string => join(folder, name);
  const [source, library, log] = [inFolder("slow.c"), inFolder("slow.so"), inFolder("waits")];
  writeFileSync(
    source,
    `#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
int fsync(int fd) {
  int log = open("${log}", O_WRONLY | O_APPEND);
  if (log >= 0) { write(log, syscall(SYS_gettid) == getpid() ? "m" : "o", 1); close(log); }
  usleep(${milliseconds} * 1000);
  return 0;
}
int fdatasync(int fd) { return fsync(fd); }
`,
  );
  writeFileSync(log, "");
  const made = spawnSync(COMPILER ?? "", ["-w", "-shared", "-fPIC", "-o", library, source]);
  expect([made.status, String(made.stderr)]).toEqual([0, ""]);
  const count = (sign: string): number => readFileSync(log, "utf8").split(sign).length - 1;
  return { env: { LD_PRELOAD: library }, waits: () => ({ main: count("m"), others: count("o") }) };
}
