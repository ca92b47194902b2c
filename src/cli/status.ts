import { parseArgs } from "node:util";
import { writeDetail } from "../../commands/model-status-detail.ts";
import { tellOpenly } from "../../commands/model-status-open.ts";
import { writeStatus } from "../../commands/model-status-card.ts";
import type { Card } from "../core/card.ts";
import type { GatewayReport } from "../core/report.ts";
import { toExitCode, toStatusJson } from "../diagnose/status-json.ts";
import { toPlainJson } from "../platforms/terminal/plain.ts";
import { renderText } from "../platforms/terminal/render.ts";
import { say } from "../words/say.ts";
import { speak } from "../words/speak.ts";
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
      const look = { now: shell.clock(), color: shell.color, width: shell.width };
      const print = (card: Card): string => renderText(speak(card, shell.language), look);
      const cards = [toPrinted(all.map(tellOpenly)), writeDetail(all, true)].filter((card) => card !== null);
      shell.output.write(json ? `${toPlainJson({ gateways: all.map(toStatusJson) })}\n` : cards.map(print).join("\n"));
      return toExitCode(all);
    } finally {
      stop.abort();
      await reading.close();
    }
  },
};

/** What is printed has no buttons. */
function toPrinted(all: readonly GatewayReport[]): Card {
  const { actions: _, ...card } = writeStatus(all, true);
  return card;
}

function readFlag({ args }: Shell): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values.json ?? false;
  } catch {
    const meant = meantOf(args[0] ?? "", ["--json"]);
    throw new UsageError(say("shell.takes-only", { name: "status", flags: ["--json"], typed: args.join(" "), meant }));
  }
}
