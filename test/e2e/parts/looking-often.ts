import { toFailure } from "../../../src/cli/failure.ts";
import { createRun } from "../../../src/cli/run.ts";

// `run` as a process, which looks after its data folder several times a second.
const run = createRun({ every: 200, patience: 2_000 });
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());

const fail = (error: unknown): number => {
  const { code, message } = toFailure(error, run, "en");
  process.stderr.write(`${message}\n`);
  return code;
};
process.exitCode = await run
  .run({
    args: [],
    language: "en",
    env: process.env,
    envFile: { state: "none" },
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    interactive: false,
    color: false,
    width: 100,
    signal: stop.signal,
    clock: Date.now,
    random: Math.random,
    interrupt: () => stop.abort(),
    script: "",
    version: "0.0.0-test",
    node: process.versions.node,
    abandon: (error) => process.exit(fail(error)),
  })
  .catch(fail);
