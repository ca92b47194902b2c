import { defineCommand, type Command } from "../src/core/command.ts";
import type { Repairs } from "../src/core/repairs.ts";
import type { ReportSource } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { DECISION, decide, toAsker } from "./fix-cards/decide.ts";
import { writePlan } from "./fix-cards/plan.ts";
import { writePrescription } from "./fix-cards/prescription.ts";

/** `/set-model [gateway] [agent] [model]`: what setting it would change, and, once confirmed, the change. */
export const setModel = (repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name: "set-model",
    summary: say("menu.set-model"),
    access: "admin",
    plans: true,
    options: {
      gateway: gatewayOption(reports),
      agent: {
        description: say("option.which-agent"),
        choices: (_typed, soFar) => reports.agents(soFar["gateway"] ?? null),
      },
      model: {
        description: say("option.model"),
        proposals: (soFar) => reports.models(soFar["gateway"] ?? null),
      },
      ...DECISION,
    },
    async run(context, { gateway, agent = null, model = null, plan, decision }) {
      if (plan !== undefined) return decide(repairs, context, plan, decision);
      const chosen = chooseGateway(reports, gateway);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const request = { ...toAsker(context), gateway: chosen.id, choice: { agent, model } };
      const prescription = await repairs.prescribe(request, context.signal);
      const card = prescription.kind === "plan" ? writePlan(prescription) : writePrescription(prescription, chosen.id);
      return { card, visibility: "private" };
    },
  });
