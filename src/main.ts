#!/usr/bin/env node
// As a whole, because old releases lack a part of it, and would end before they can be told so.
import module from "node:module";
import { isatty } from "node:tty";
import { setFlagsFromString } from "node:v8";
import manifest from "../package.json" with { type: "json" };
import { ownCacheFolder } from "./cli/cache-folder.ts";
import { leaveNoDump } from "./cli/core-dumps.ts";

/** Subcommands that go on until they are stopped. */
const SERVICES = new Set(["run", "chat", "demo"]);
const [first = "run", ...args] = process.argv.slice(2);

// What is kept of it is code that runs with our tokens: nobody else may have made, or change, where it lies. Nothing this
// process makes is for anybody else either.
process.umask(0o077);
leaveNoDump();
// What is to be kept stays in memory until the end: worth it for a command that is called often, and not for one that
// starts once and runs for months.
const cache = first === "run" ? null : ownCacheFolder(process.env);
if (cache !== null) module.enableCompileCache(cache);
// What libraries use that Node gives up one day is for their authors to hear; in a bundle Node takes it for ours.
process.noDeprecation = true;
// Before anything else is loaded. A young generation that grows while code is loaded keeps what it grew to: a tenth of
// the memory of the whole process. The compiler in the middle takes 4 MB, and nothing here is slower without it. A
// one-shot command runs its code once, which is worth no optimising compiler, and no schemas that compile themselves; a
// service runs the same code for months.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--no-maglev");
if (!SERVICES.has(first)) {
  setFlagsFromString("--no-opt");
  const { interpretSchemas } = await import("./cli/interpret-schemas.ts");
  interpretSchemas();
}
const { SUBCOMMANDS } = await import("./cli/index.ts");
const { toFailure, wordsOf } = await import("./cli/failure.ts");
const { toPlainJsonLine, toPlainLines } = await import("./platforms/terminal/plain.ts");
const { loadEnvironment } = await import("./cli/environment.ts");
const { listenForStop } = await import("./cli/stop.ts");
const { wantsColor } = await import("./cli/color.ts");
const { languageOf } = await import("./words/languages.ts");
const { isZone } = await import("./lib/zone.ts");

const named = SUBCOMMANDS.find(({ name }) => name === first);
const stop = new AbortController();
listenForStop(process, stop, Date.now);

/** Milliseconds that are left after something unexpected while stopping. */
const LAST = 10_000;
let end: NodeJS.Timeout | undefined;

// Whatever a library forgot to catch must not end a service, and whatever does must end it in one sentence.
// A service says everything as lines of JSON, as its log does; so do warnings of Node and of libraries.
const isService = named?.name === "run" && !isatty(2);
const say = (level: number, msg: string): void =>
  console.error(isService ? toPlainJsonLine({ level, time: Date.now(), msg }) : toPlainLines(msg));
process.on("unhandledRejection", (reason) => say(50, `Unexpected, and ignored: ${wordsOf(reason)}`));
process.on("uncaughtException", (error) => {
  if (!stop.signal.aborted) {
    say(60, `Unexpected: ${wordsOf(error)}`);
    process.exit(70);
  }
  // What comes of ending things half-way is no reason to end the rest of them half-way too, nor to wait for ever for
  // what will not come any more. The first says it all.
  if (end !== undefined) return;
  say(40, `Unexpected while stopping, which goes on: ${wordsOf(error)}`);
  end = setTimeout(() => process.exit(70), LAST).unref();
});
// Node's own word for a program that waits for what will not come any more.
process.on("exit", (code) => {
  if (code === 13) process.exitCode = 70;
});
if (isService) process.removeAllListeners("warning").on("warning", (warning) => say(40, wordsOf(warning)));
// Whoever was reading has seen enough, as `head` does.
process.stdout.on("error", () => stop.abort());
// A terminal that was closed takes no more words, and that is no reason to stop in the middle of something.
process.stderr.on("error", () => {});

// Some terminals say 0 columns, which is to say that they do not know; libraries would break lines at each letter.
if (process.stdout.columns === 0) process.stdout.columns = 80;

const { env, file: envFile } = loadEnvironment(".env", process.env);
// Libraries look for some names by themselves.
Object.assign(process.env, env);
// The clock of rooms is that of the whole process: hours of `/quiet`, digests and times all follow it.
const zone = env["COMPANION_TIMEZONE"]?.trim() ?? "";
if (zone !== "" && isZone(zone)) process.env["TZ"] = zone;

const language = languageOf(env["COMPANION_LANGUAGE"] || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]);

if (first === "--version") console.log(manifest.version);
else if (first === "--help" || first === "help")
  console.log(await (await import("./cli/usage.ts")).writeUsage(language));
else if (named) {
  const subcommand = await named.load();
  const fail = (error: unknown): number => {
    const { code, message } = toFailure(error, subcommand, language);
    console.error(toPlainLines(message));
    return code;
  };
  process.exitCode = await subcommand
    .run({
      args,
      env,
      envFile,
      // What reads from it alone opens it.
      get input() {
        return process.stdin;
      },
      output: process.stdout,
      errors: process.stderr,
      interactive: isatty(0) && isatty(1),
      color: wantsColor(env, isatty(1)),
      language,
      width: Math.min(process.stdout.columns || 100, 100),
      signal: stop.signal,
      clock: Date.now,
      random: Math.random,
      interrupt: () => void process.kill(process.pid, "SIGINT"),
      script: process.argv[1] ?? "",
      version: manifest.version,
      node: process.versions.node,
      abandon: (error) => process.exit(fail(error)),
    })
    .catch(fail);
} else {
  console.error(await (await import("./cli/usage.ts")).writeUnknown(first, language));
  process.exitCode = 64;
}
