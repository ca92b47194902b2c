import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { Repairs, UndoView } from "../src/core/repairs.ts";
import type { Card } from "../src/core/card.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { DECISION, decide, toAsker } from "./fix-cards/decide.ts";
import { writePlan } from "./fix-cards/plan.ts";
import { writeUnreachable } from "./fix-cards/prescription.ts";
import { say } from "../src/words/say.ts";
import { shortCard } from "./short-card.ts";

/** `/undo-fix [gateway]`: what taking the newest repair back would do, and, once confirmed, the undo itself. */
export const undoFix = (repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name: "undo-fix",
    summary: say("menu.undo-fix"),
    access: "admin",
    plans: true,
    options: {
      gateway: gatewayOption(reports),
      repair: { description: say("option.repair"), hidden: true },
      ...DECISION,
    },
    async run(context, { gateway, repair, plan, decision }) {
      if (plan !== undefined) return decide(repairs, context, plan, decision);
      // A button means its own repair, whichever is the newest by now.
      const chosen = repair === undefined ? chooseGateway(reports, gateway) : { kind: "repair" as const, id: repair };
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const which = chosen.kind === "repair" ? { repair: chosen.id } : { gateway: chosen.id };
      const view = await repairs.planUndo(which, toAsker(context), context.signal);
      return { card: writeView(view, chosen.kind === "repair" ? null : chosen.id), visibility: "private" };
    },
  });

function writeView(view: UndoView, gateway: string | null): Card {
  if (view.kind === "none") return shortCard(say("fix.nothing-to-undo"), say("fix.no-such-repair"));
  return view.kind === "unreachable" ? writeUnreachable(view, gateway) : writePlan(view);
}
