import { strong, text, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { RepairDesk, StrayView } from "../src/core/repair-desk.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { listOf, toRelease, writeStrays } from "./fix-cards/strays.ts";
import { shortCard } from "./short-card.ts";

/** `/release-sessions [gateway]`: sessions that stay on a fallback although the cause is gone. */
export const releaseSessions = (desk: RepairDesk, reports: ReportSource): Command =>
  defineCommand({
    name: "release-sessions",
    summary: "Sessions that stay on a fallback although its cause is gone: listed, and released when you say so",
    access: "admin",
    options: {
      gateway: gatewayOption(reports),
      confirm: { description: "yes: release them", hidden: true },
    },
    async run({ caller, signal }, { gateway, confirm }) {
      const chosen = chooseGateway(reports, gateway);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const view =
        confirm === "yes"
          ? await desk.releaseStrays(chosen.id, caller, signal)
          : await desk.viewStrays(chosen.id, signal);
      return { card: writeView(view, chosen.id), visibility: "private" };
    },
  });

function writeView(view: StrayView, gateway: string): Card {
  if (view.kind === "unreachable")
    return shortCard("The gateway cannot be reached", `${view.why}. What to do: ${view.fix}.`);
  const { strays, released } = view;
  if (strays.length === 0 && released.length === 0)
    return shortCard(
      "No session stays on another model",
      strong(gateway),
      ": every session is set to the model of its agent.",
    );
  return {
    tone: strays.some(({ by }) => by === "gateway") ? "warning" : "good",
    title: released.length > 0 ? "Sessions released" : "Sessions set to another model than their agent",
    blocks: [
      text(strong(gateway), ":"),
      ...(released.length > 0 ? [text("From their next turn on these are answered by their agent's model:")] : []),
      ...listOf(released),
      ...writeStrays(strays),
    ],
    actions: toRelease(strays, gateway),
  };
}
