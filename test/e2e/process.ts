import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { eventually } from "../contracts/operator-shell.ts";
import type { Env } from "./service.ts";
import { onTestFinished } from "../parts/ending.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Shared by all of them: only the first start of a test run compiles. */
const NODE_COMPILE_CACHE = join(tmpdir(), "openclaw-companion-test-compile-cache");

/** The companion as a process of its own, without a terminal. */
export interface Process {
  readonly pid: number | undefined;
  readonly printed: () => string;
  readonly complained: () => string;
  /** What it ended with: an exit code, or the name of the signal that ended it. */
  readonly end: Promise<number | string>;
  /** Waits until it printed or logged these words. */
  says(words: string): Promise<void>;
  type(text: string): void;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `openclaw-companion …` with nothing but this environment; `folder` holds its data and its temporary files. */
export const startProcess = (
  args: readonly string[],
  env: Env,
  folder: string,
  input?: string,
  uid?: number,
): Process => startScript(join(ROOT, "bin/companion.mjs"), args, env, folder, input, uid);

/** As {@link startProcess}, but a script of the tests, which puts the companion together in its own way. */
export function startScript(
  script: string,
  args: readonly string[],
  env: Env,
  folder: string,
  input?: string,
  uid?: number,
): Process {
  const temporary = join(folder, "tmp");
  mkdirSync(temporary, { recursive: true });
  if (uid !== undefined) chownSync(temporary, uid, uid);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: { HOME: folder, TMPDIR: temporary, COMPANION_DATA_DIR: join(folder, "data"), NODE_COMPILE_CACHE, ...env },
    stdio: "pipe",
    ...(uid !== undefined && { uid }),
  });
  const [printed, complained] = [gather(child.stdout), gather(child.stderr)];
  // A process that has ended does not read what is typed.
  child.stdin.on("error", () => {});
  if (input !== undefined) child.stdin.end(input);
  const end = once(child, "close").then(([code, signal]: unknown[]) =>
    typeof code === "number" ? code : String(signal),
  );
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await end;
  });
  return {
    pid: child.pid,
    printed,
    complained,
    end,
    says: (words) =>
      eventually(() => {
        if (!`${printed()}${complained()}`.includes(words))
          throw new Error(`"${words}" was not said, but:\n${printed()}\n${complained()}`);
      }),
    type: (text) => void child.stdin.write(text),
    kill: (signal) => void child.kill(signal),
  };
}

function gather(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}
