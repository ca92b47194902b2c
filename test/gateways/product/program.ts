import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { companionEnvironment, type Reach } from "./environment.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Starts the companion as an operator does: a process of its own, from the checkout. */
const startProgram = (args: readonly string[], reach: Reach, dataDir: string): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [join(ROOT, "src/main.ts"), ...args], {
    cwd: ROOT,
    env: companionEnvironment(reach, dataDir),
  });

export interface Ended {
  readonly exit: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a one-shot command to its end. */
export async function runProgram(args: readonly string[], reach: Reach, dataDir: string): Promise<Ended> {
  const child = startProgram(args, reach, dataDir);
  child.stdin.end();
  const closed = once(child, "close");
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { exit: child.exitCode, output, errors };
}
