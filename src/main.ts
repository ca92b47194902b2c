#!/usr/bin/env node
import { existsSync } from "node:fs";
// As a whole, because old releases lack a part of it, and would end before they can be told so.
import module from "node:module";
import { isatty } from "node:tty";
import { setFlagsFromString } from "node:v8";
import manifest from "../package.json" with { type: "json" };

const OLDEST_NODE = 24;
if (Number(process.versions.node.split(".", 1)[0]) < OLDEST_NODE) {
  console.error(`openclaw-companion needs Node ${OLDEST_NODE} or later, and this is ${process.versions.node}.`);
  process.exit(69);
}

// Before anything else is loaded: a one-shot command spends most of its time loading code. A young generation
// that grows while it does, and an optimising compiler for code that runs once or seldom, cost a sixth of the
// memory of the whole process and win no time.
module.enableCompileCache();
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--no-opt");
const { SUBCOMMANDS } = await import("./cli/index.ts");
const { toFailure, wordsOf } = await import("./cli/failure.ts");

const [first, ...args] = process.argv.slice(2);
const named = first === undefined ? SUBCOMMANDS[0] : SUBCOMMANDS.find(({ name }) => name === first);
const stop = new AbortController();
// Once: a second signal ends the process at once, because an operator who asks twice means it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

// Whatever a library forgot to catch must not end a service, and whatever does must end it in one sentence.
process.on("unhandledRejection", (reason) => console.error(`Unexpected, and ignored: ${wordsOf(reason)}`));
process.on("uncaughtException", (error) => {
  console.error(`Unexpected: ${wordsOf(error)}`);
  process.exit(70);
});
// Whoever was reading has seen enough, as `head` does.
process.stdout.on("error", () => stop.abort());

// What the environment says already wins. Node's own flag for this speaks up wherever there is no such file.
if (existsSync(".env")) process.loadEnvFile(".env");

if (first === "--version") console.log(manifest.version);
else if (first === "--help" || first === "help") console.log(await usage());
else if (named) {
  const subcommand = await named.load();
  process.exitCode = await subcommand
    .run({
      args,
      env: process.env,
      input: process.stdin,
      output: process.stdout,
      errors: process.stderr,
      interactive: isatty(0) && isatty(1),
      // Some terminals say 0 columns, which is to say that they do not know.
      width: Math.min(process.stdout.columns || 100, 100),
      signal: stop.signal,
      clock: Date.now,
      random: Math.random,
      version: manifest.version,
      node: process.versions.node,
    })
    .catch((error: unknown) => {
      const { code, message } = toFailure(error, subcommand);
      console.error(message);
      return code;
    });
} else {
  console.error(`There is no subcommand ${first}.\n\n${await usage()}`);
  process.exitCode = 64;
}

async function usage(): Promise<string> {
  const all = await Promise.all(SUBCOMMANDS.map((one) => one.load()));
  const widest = Math.max(...all.map((one) => one.usage.length));
  const lines = all.map((one) => `  ${one.usage.padEnd(widest)}  ${one.summary}`);
  const tail = "Settings come from the environment; .env.example describes them.";
  return ["Usage: openclaw-companion [subcommand]", "", ...lines, "", tail].join("\n");
}
