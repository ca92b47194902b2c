import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { SECOND } from "../core/time.ts";
import { silent } from "./sqlite/unavailable.ts";

/** Milliseconds a start waits for the data folder. */
const PATIENCE = 5 * SECOND;
/** What is read of it: names and first bytes, which no share gives without its server. */
const PARTS = ["", "companion.sqlite", "companion.lock", "device.json"] as const;

/**
 * Whether a folder and what lies in it answer within `patience` (ms); what is missing answers too. Asked by a process of
 * its own: a share whose server is away holds whoever asks inside the system, where no timeout and no signal helps.
 */
export function isReachable(folder: string, patience: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  // Windows gives up on its shares by itself, and has no such tool.
  if (platform() === "win32") return Promise.resolve(true);
  const asked = spawn("head", ["-c", "1", "--", ...PARTS.map((name) => join(folder, name))], { stdio: "ignore" });
  const late = setTimeout(() => {
    asked.kill("SIGKILL");
    asked.unref();
    resolve(false);
  }, patience);
  const answered = (): void => {
    clearTimeout(late);
    resolve(true);
  };
  // A tool that is missing, or a host that lends no more processes, says nothing about the folder.
  asked.on("error", answered).on("exit", answered);
  return promise;
}

/** File systems of this host alone, its disks, its memory and its kernel: none of them waits for a server. */
const OWN = new Set(
  (
    "ext2 ext3 ext4 xfs btrfs zfs f2fs bcachefs overlay tmpfs ramfs devtmpfs squashfs erofs vfat exfat ntfs3 iso9660 proc sysfs " +
    "devpts mqueue hugetlbfs cgroup cgroup2 bpf pstore efivarfs securityfs selinuxfs debugfs tracefs configfs fusectl binfmt_misc nsfs"
  ).split(" "),
);

/** Whether nothing but such is mounted here, as in most containers: nobody has to be asked then. */
function isAllOwn(): boolean {
  try {
    const mounts = readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n");
    return mounts.every((mount) => OWN.has(/ - (\S+) /.exec(mount)?.[1] ?? ""));
  } catch {
    return false;
  }
}

/** Whether it is read without waiting for somebody, as one does at a pipe. */
function isPlain(path: string): boolean {
  try {
    const found = statSync(path);
    return found.isFile() || found.isDirectory();
  } catch {
    return true;
  }
}

/** Rejects when a folder does not answer, before anything is done with it. */
export async function reachFolder(folder: string): Promise<void> {
  if (isAllOwn() && PARTS.every((name) => isPlain(join(folder, name)))) return;
  if (!(await isReachable(folder, PATIENCE))) throw silent(folder, PATIENCE / SECOND);
}
