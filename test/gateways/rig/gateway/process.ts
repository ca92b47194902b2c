import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Installed } from "../install.ts";
import { waitUntil } from "../wait.ts";
import { gatewayEnvironment, type Surroundings } from "./environment.ts";

/** A process of the installed release together with everything it started: one process group, ended as one. */
export interface OpenClaw {
  readonly pid: number;
  /** How the first process ended: an exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  isRunning(): boolean;
  /** Asks the group to end and, when it has not after `graceMs`, ends it. Resolves when nothing of it is left. */
  stop(graceMs?: number): Promise<void>;
  /** Ends the group at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Runs `openclaw <args>` of a release; what it prints is appended to the rig's output file. */
export function runOpenClaw(installed: Installed, around: Surroundings, args: readonly string[]): OpenClaw {
  const output = openSync(around.folder.outputFile, "a");
  const child = spawn(process.execPath, [join(installed.root, "openclaw.mjs"), ...args], {
    env: gatewayEnvironment(around),
    cwd: around.folder.path,
    detached: true, // a group of its own
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`rig: could not start ${process.execPath}`);
  const ended = Promise.withResolvers<number | string>();
  child.once("exit", (code, signal) => ended.resolve(code ?? signal ?? "unknown"));
  child.unref();

  let killed = false;
  const isRunning = (): boolean => !killed && signalGroup(pid, 0);
  const kill = async (): Promise<void> => {
    if (!signalGroup(pid, "SIGKILL")) return;
    killed = true;
    await ended.promise;
    // What is still listed now is dead and only waits for init to take note, which may take it seconds.
    await waitUntil(() => !signalGroup(pid, 0), { everyMs: 10, limitMs: 500 });
  };
  return {
    pid,
    ended: ended.promise,
    isRunning,
    kill,
    async stop(graceMs = 10_000) {
      signalGroup(pid, "SIGTERM");
      if (!(await waitUntil(() => !isRunning(), { everyMs: 25, limitMs: graceMs }))) await kill();
    },
  };
}

/** False when nothing of the group is left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** The last lines a rig's processes printed. */
export function lastOutput(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-12).join("\n");
}
