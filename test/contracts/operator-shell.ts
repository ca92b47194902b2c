import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { vi } from "vitest";
import type { Shell } from "../../src/cli/subcommand.ts";
import { onTestFinished } from "../parts/ending.ts";

// What the program loads only where it is needed. On a machine that is busy that takes longer than anything a test
// waits for, and must not count against whichever test of a file happens to be the first.
await Promise.all([
  import("pino"),
  import("prom-client"),
  import("undici"),
  import("../../src/app.ts"),
  import("../../src/cli/doctor/examine.ts"),
  import("../../src/cli/setup/interview.ts"),
  import("../../src/net/proxied.ts"),
  import("../../src/platforms/discord/adapter.ts"),
  import("../../src/platforms/discord/check.ts"),
  import("../../src/platforms/telegram/adapter.ts"),
  import("../../src/platforms/telegram/check.ts"),
  import("../../src/platforms/webhook/adapter.ts"),
  import("../../src/platforms/webhook/check.ts"),
]);

/** A subcommand's surroundings, with what it printed. */
export interface Operator {
  readonly shell: Shell;
  readonly dataDir: string;
  readonly printed: () => string;
  /** What went to the error stream; the log of services among it, a JSON object a line. */
  readonly complained: () => string;
  readonly logged: () => readonly Readonly<Record<string, unknown>>[];
  readonly type: (keys: string) => void;
  readonly interrupt: () => void;
}

export type ShellOptions = Partial<Omit<Shell, "env">> & {
  readonly env?: Shell["env"];
  readonly dataDir?: string;
};

/** A folder that goes with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "companion-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openShell(options: ShellOptions = {}): Operator {
  const { env = {}, dataDir = join(makeFolder(), "data"), ...rest } = options;
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const [printed, complained] = [gather(output), gather(errors)];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const shell: Shell = {
    args: [],
    language: "en",
    env: { COMPANION_DATA_DIR: dataDir, ...env },
    input,
    output,
    errors,
    interactive: false,
    color: rest.interactive ?? false,
    envFile: { state: "none" },
    width: 100,
    signal: stop.signal,
    clock: Date.now,
    random: Math.random,
    interrupt: () => stop.abort(),
    script: "/usr/bin/openclaw-companion",
    version: "0.0.0-test",
    node: "24.0.0",
    abandon(error) {
      throw error;
    },
    ...rest,
  };
  return {
    shell,
    dataDir,
    printed,
    complained,
    logged: () =>
      complained()
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line)),
    type: (keys) => void input.write(keys),
    interrupt: () => stop.abort(),
  };
}

function gather(stream: PassThrough): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

/** Waits, for a bounded time (ms), until the check neither throws nor rejects. */
export const eventually = <T>(check: () => T | Promise<T>, timeout = 30_000): Promise<T> =>
  vi.waitFor(check, { timeout, interval: 20 });
