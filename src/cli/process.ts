import { isatty } from "node:tty";
import manifest from "../../package.json" with { type: "json" };
import { isZone } from "../lib/zone.ts";
import { toPlainLines } from "../platforms/terminal/plain.ts";
import { languageOf } from "../words/languages.ts";
import { wantsColor } from "./color.ts";
import { loadEnvironment } from "./environment.ts";
import { EXIT } from "./exit-codes.ts";
import { toFailure } from "./failure.ts";
import { SUBCOMMANDS } from "./index.ts";
import { listenForStop } from "./stop.ts";
import type { Shell } from "./subcommand.ts";
import { tellUnexpected } from "./unexpected.ts";

/** Runs what the first argument names, in this process, and leaves its exit code. */
export async function runProcess(running: NodeJS.Process, first: string, args: readonly string[]): Promise<void> {
  const stop = new AbortController();
  listenForStop(running, stop, Date.now);
  const isService = first === "run" && !isatty(2);
  tellUnexpected(running, isService, stop.signal);
  // Whoever was reading has seen enough, as `head` does.
  running.stdout.on("error", () => stop.abort());
  // A terminal that was closed takes no more words, and that is no reason to stop in the middle of something.
  running.stderr.on("error", () => {});
  // Some terminals say 0 columns, which is to say that they do not know; libraries would break lines at each letter.
  if (running.stdout.columns === 0) running.stdout.columns = 80;

  const { env, file: envFile } = loadEnvironment(".env", running.env);
  // Libraries look for some names by themselves.
  Object.assign(running.env, env);
  // The clock of rooms is that of the whole process: hours of `/quiet`, digests and times all follow it.
  const zone = env["COMPANION_TIMEZONE"]?.trim() ?? "";
  if (zone !== "" && isZone(zone)) running.env["TZ"] = zone;
  const language = languageOf(env["COMPANION_LANGUAGE"] || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]);

  if (first === "--version") return print(running.stdout, manifest.version);
  if (first === "--help" || first === "help")
    return print(running.stdout, await (await import("./usage.ts")).writeUsage(language));
  const named = SUBCOMMANDS.find(({ name }) => name === first);
  if (named === undefined) {
    print(running.stderr, await (await import("./usage.ts")).writeUnknown(first, language));
    running.exitCode = EXIT.usage;
    return;
  }
  const subcommand = await named.load();
  const fail = (error: unknown): number => {
    const { code, message } = toFailure(error, subcommand, language);
    print(running.stderr, toPlainLines(message));
    return code;
  };
  const shell: Shell = {
    args,
    env,
    envFile,
    // What reads from it alone opens it.
    get input() {
      return running.stdin;
    },
    output: running.stdout,
    errors: running.stderr,
    interactive: isatty(0) && isatty(1),
    color: wantsColor(env, isatty(1)),
    language,
    width: Math.min(running.stdout.columns || 100, 100),
    signal: stop.signal,
    clock: Date.now,
    random: Math.random,
    interrupt: () => void running.kill(running.pid, "SIGINT"),
    script: running.argv[1] ?? "",
    version: manifest.version,
    node: running.versions.node,
    abandon: (error) => running.exit(fail(error)),
  };
  running.exitCode = await subcommand.run(shell).catch(fail);
}

const print = (to: NodeJS.WriteStream, text: string): void => void to.write(`${text}\n`);
