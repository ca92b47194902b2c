import { SOMEWHERE } from "../../fakes/answering.ts";
import { modelStatus } from "../../../commands/model-status.ts";
import type { CommandReply } from "../../../src/core/command.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import type { GatewayReport, ReportSource } from "../../../src/core/report.ts";
import { NOW } from "./ledger-words.ts";
import { reportOf } from "./report.ts";

export const sourceOf = (reports: readonly GatewayReport[]): ReportSource => ({
  gateways: reports.map(({ id }) => id),
  agents: (gateway) =>
    reports
      .filter(({ id }) => gateway === null || id === gateway)
      .flatMap(({ agents }) => agents.map(({ setting }) => setting.id)),
  models: () => Promise.resolve([]),
  report: (id) => Promise.resolve(reports.find((report) => report.id === id) ?? reportOf({ id })),
});

/** What `/model-status` answers a person, or an admin. */
export function ask(
  reports: readonly GatewayReport[],
  args: Readonly<Record<string, string>> = {},
  admin = false,
): Promise<CommandReply> {
  const caller = { platform: "test", id: "1", name: "somebody", admin };
  const context = { caller, now: NOW, place: "here", origin: SOMEWHERE, signal: new AbortController().signal };
  return modelStatus(sourceOf(reports)).run(context, args);
}
/** A gateway whose host is away, as the report tells it. */
export const AWAY: LinkStatus = { state: "waiting", cause: "away", why: "the host is away" };
export const unreadable = (why: string, since: number | null = NOW - 60_000): GatewayReport["reading"] => ({
  state: "unreadable",
  since,
  why,
});
