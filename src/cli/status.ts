import { parseArgs } from "node:util";
import { toExitCode, toStatusJson } from "../diagnose/status-json.ts";
import { toPlainJson } from "../platforms/terminal/plain.ts";
import { say } from "../words/say.ts";
import { openReadingHalf } from "./open.ts";
import { meantOf, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

export const status: Subcommand = {
  name: "status",
  usage: "status [--json]",
  summary: say("shell.status"),
  async run(shell) {
    const json = readFlag(shell);
    const reading = await openReadingHalf(shell);
    const stop = new AbortController();
    try {
      await reading.readOnce(AbortSignal.any([shell.signal, stop.signal]));
      const { reports } = reading;
      const all = await Promise.all(reports.gateways.map((id) => reports.report(id)));
      // Loaded here: scripts ask for JSON, and often.
      const print = async (): Promise<string> => (await import("./status/print.ts")).printStatus(all, shell);
      shell.output.write(json ? `${toPlainJson({ gateways: all.map(toStatusJson) })}\n` : await print());
      return toExitCode(all);
    } finally {
      stop.abort();
      await reading.close();
    }
  },
};

function readFlag({ args }: Shell): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch {
    const meant = meantOf(args[0] ?? "", ["--json"]);
    throw new UsageError(say("shell.takes-only", { name: "status", flags: ["--json"], typed: args.join(" "), meant }));
  }
}
