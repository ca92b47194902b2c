import { code, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { GatewayReport, ReportSource } from "../src/core/report.ts";
import { pageOption, readPage } from "./page.ts";
import { gatewayOption } from "./choose-gateway.ts";
import { sayKnown } from "../src/words/sequence.ts";
import { say } from "../src/words/say.ts";
import { unclearCard, withHint } from "./short-card.ts";
import { tellOpenly } from "./model-status-open.ts";
import { toPage } from "./model-status-fleet.ts";
import { writeStatus } from "./model-status-card.ts";
import { writeDetail } from "./model-status-detail.ts";

/** `/model-status [gateway] [agent]`: which model is configured, which one answers, and what is wrong. */
export const modelStatus = (reports: ReportSource): Command =>
  defineCommand({
    name: "model-status",
    summary: say("menu.model-status"),
    access: "everyone",
    options: {
      gateway: { ...gatewayOption(reports), description: say("option.all-gateways") },
      agent: {
        description: say("option.all-agents"),
        choices: (_typed, soFar) => reports.agents(soFar["gateway"] ?? null),
      },
      page: { ...pageOption, hidden: true },
    },
    async run({ caller }, { gateway, agent, page: wanted }) {
      const unknown = readUnknown(reports, gateway, agent);
      if (unknown) return { card: unknown, visibility: "private" };
      const ids = gateway === undefined ? reports.gateways : [gateway];
      const all = await Promise.all(ids.map((id) => reports.report(id)));
      const shown = agent === undefined ? all : all.flatMap((report) => onlyAgent(report, agent));
      const isAlone = caller.platform === "terminal";
      const open = isAlone ? shown.map(tellOpenly) : shown;
      const page = toPage(open, readPage(wanted));
      const card = writeStatus(open, caller.admin, page, agent);
      // Of those that are well and share a line there is nothing more to tell; of others that do, the first speaks.
      const told = [
        ...page.others.map(([first]) => first),
        ...page.fine.flatMap((group) => (group.length === 1 ? group : [])),
      ];
      const detail = caller.admin ? writeDetail(told, isAlone) : null;
      return { card, visibility: "public", ...(detail !== null && { private: detail }) };
    },
  });

function readUnknown(reports: ReportSource, gateway: string | undefined, agent: string | undefined): Card | null {
  const agents = reports.agents(gateway ?? null);
  // Before the first reading no agent is known, and none can be called unknown.
  if (agent === undefined || agents.length === 0 || agents.includes(agent)) return null;
  const none = say("small.there-is-no", { kind: "agent", name: code(agent), known: sayKnown(agents) });
  return unclearCard(say("small.no-agent"), withHint(none, agent, agents));
}

/** Nothing of a gateway that is known not to have this agent. */
function onlyAgent(report: GatewayReport, agent: string): readonly GatewayReport[] {
  const agents = report.agents.filter(({ setting }) => setting.id === agent);
  return agents.length > 0 || report.agents.length === 0 ? [{ ...report, agents }] : [];
}
