import { note, strong, text, type Action, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { Repairs } from "../src/core/repairs.ts";
import type { UndoView } from "../src/core/repairs.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { follow } from "./fix-codex.ts";
import { writeChange } from "./fix-cards/plan.ts";
import { shortCard } from "./short-card.ts";

/** `/undo-fix [gateway]`: takes the newest repair back, and only what it changed. */
export const undoFix = (repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name: "undo-fix",
    summary: "Take the newest repair of a gateway back: only the values it changed",
    access: "admin",
    options: {
      gateway: gatewayOption(reports),
      repair: { description: "The repair to undo", hidden: true },
      overwrite: { description: "yes: also where it was changed since", hidden: true },
    },
    async run({ caller, signal }, { gateway, repair, overwrite }) {
      const undo = async (id: string) =>
        follow(await repairs.undo(id, overwrite === "yes", caller), "Nothing was undone");
      if (repair !== undefined && overwrite === "yes") return undo(repair);
      // A button means its own repair, whichever is the newest by now.
      const chosen = repair === undefined ? chooseGateway(reports, gateway) : { kind: "repair" as const, id: repair };
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const which = chosen.kind === "repair" ? { repair: chosen.id } : { gateway: chosen.id };
      const view = await repairs.viewUndo(which, signal);
      if (view.kind === "ready" && view.changedSince.length === 0) return undo(view.repair.plan.id);
      return { card: writeView(view), visibility: "private" };
    },
  });

function writeView(view: UndoView): Card {
  if (view.kind === "none") return shortCard("Nothing to undo", "No such repair is in place.");
  if (view.kind === "unreachable")
    return shortCard("The gateway cannot be reached", `${view.why}. What to do: ${view.fix}.`);
  const { plan } = view.repair;
  const overwrite: Action = {
    label: "Overwrite",
    style: "danger",
    command: "undo-fix",
    args: { repair: plan.id, overwrite: "yes" },
    confirms: true,
  };
  return {
    tone: "warning",
    title: "The configuration was changed since",
    blocks: [
      text(
        strong(plan.gateway),
        `: after "${plan.title}" somebody changed the same values. An undo would make this of them:`,
      ),
      ...view.changedSince.map(writeChange),
      note("Nothing was changed."),
    ],
    actions: [overwrite],
  };
}
