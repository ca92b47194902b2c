import { defineCommand, type Command, type CommandContext, type CommandReply } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { Begun, Repairs } from "../src/core/repairs.ts";
import { writePlan } from "./fix-cards/plan.ts";
import { writePrescription } from "./fix-cards/prescription.ts";
import { writeProgress } from "./fix-cards/progress.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { shortCard } from "./short-card.ts";

/** `/fix-codex [gateway]`: what would mend the route, and, once confirmed, the repair itself. */
export const fixCodex = (repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name: "fix-codex",
    summary: "Repair the provider route: shown first, confirmed by you, proved, undone if the proof fails",
    access: "admin",
    options: {
      gateway: gatewayOption(reports),
      plan: { description: "The plan to decide", hidden: true },
      decision: { description: "confirm or cancel", hidden: true },
    },
    async run(context, { gateway, plan, decision }) {
      if (plan !== undefined) return decide(repairs, context, plan, decision);
      const chosen = chooseGateway(reports, gateway);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const request = { gateway: chosen.id, by: context.caller, place: context.place, now: context.now };
      const prescription = await repairs.prescribe(request, context.signal);
      const card =
        prescription.kind === "plan" ? writePlan(prescription.plan) : writePrescription(prescription, chosen.id);
      return { card, visibility: "private" };
    },
  });

async function decide(
  repairs: Repairs,
  { caller, now }: CommandContext,
  plan: string,
  decision: string | undefined,
): Promise<CommandReply> {
  if (decision === "cancel")
    return { card: shortCard("Cancel", await repairs.cancel(plan, caller)), visibility: "private" };
  return follow(await repairs.confirm(plan, caller, now), "Nothing was started");
}

/** The reply of something that was begun: its card now, and every card that replaces it. */
export async function follow(begun: Begun, otherwise: string): Promise<CommandReply> {
  if (begun.kind === "refused") return { card: shortCard(otherwise, begun.why), visibility: "private" };
  return {
    card: shortCard("Begun", "The first step is being taken."),
    visibility: "private",
    updates: cardsOf(begun),
    trail: begun.trail,
  };
}

async function* cardsOf({ progress }: Extract<Begun, { kind: "begun" }>) {
  for await (const one of progress) yield writeProgress(one);
}
