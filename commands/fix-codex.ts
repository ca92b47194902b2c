import type { Message } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { Repairs } from "../src/core/repairs.ts";
import { DECISION, decide, toAsker } from "./fix-cards/decide.ts";
import { writePlan } from "./fix-cards/plan.ts";
import { writePrescription } from "./fix-cards/prescription.ts";
import { say } from "../src/words/say.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { isFixable } from "./model-status-next.ts";

/** What becomes of a key that nobody could put back. */
const KEYS = ["keep", "remove"];

/** `/fix-codex [gateway]` and `/fix-route [gateway]`: what would mend the route, and, once confirmed, the repair. */
const fix = (name: string, summary: Message, repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name,
    summary,
    access: "admin",
    plans: true,
    options: {
      gateway: gatewayOption(reports),
      key: {
        description: say("option.key"),
        choices: () => KEYS,
        takes: (value) => KEYS.includes(value),
      },
      ...DECISION,
    },
    async run(context, { gateway, key, plan, decision }) {
      if (plan !== undefined) return decide(repairs, context, plan, decision);
      const chosen = chooseGateway(reports, gateway, gateway === undefined ? await findFixable(reports) : []);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const request = { ...toAsker(context), gateway: chosen.id, removesKeys: key === "remove" };
      const prescription = await repairs.prescribe(request, context.signal);
      const card = prescription.kind === "plan" ? writePlan(prescription) : writePrescription(prescription, chosen.id);
      return { card, visibility: "private" };
    },
  });

/** Of many gateways those that have something to fix are named first. */
async function findFixable(reports: ReportSource): Promise<readonly string[]> {
  if (reports.gateways.length === 1) return [];
  const all = await Promise.all(reports.gateways.map((id) => reports.report(id)));
  return all.filter(isFixable).map(({ id }) => id);
}

export const fixCodex = (repairs: Repairs, reports: ReportSource): Command =>
  fix("fix-codex", say("menu.fix-codex"), repairs, reports);
/** The general name; the other one stays for those who know it. */
export const fixRoute = (repairs: Repairs, reports: ReportSource): Command =>
  fix("fix-route", say("menu.fix-route"), repairs, reports);
