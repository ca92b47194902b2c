import { strong, text, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { Repairs, PinnedView } from "../src/core/repairs.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { listOf, toRelease, writePinned } from "./fix-cards/pinned.ts";
import { shortCard } from "./short-card.ts";

/** `/release-sessions [gateway]`: sessions that stay on a fallback although the cause is gone. */
export const releaseSessions = (repairs: Repairs, reports: ReportSource): Command =>
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
          ? await repairs.releasePinned(chosen.id, caller, signal)
          : await repairs.viewPinned(chosen.id, signal);
      return { card: writeView(view, chosen.id), visibility: "private" };
    },
  });

function writeView(view: PinnedView, gateway: string): Card {
  if (view.kind === "unreachable")
    return shortCard("The gateway cannot be reached", `${view.why}. What to do: ${view.fix}.`);
  const { pinned, released } = view;
  if (pinned.length === 0 && released.length === 0)
    return shortCard(
      "No session stays on another model",
      strong(gateway),
      ": every session is set to the model of its agent.",
    );
  return {
    tone: pinned.some(({ by }) => by === "gateway") ? "warning" : "good",
    title: released.length > 0 ? "Sessions released" : "Sessions set to another model than their agent",
    blocks: [
      text(strong(gateway), ":"),
      ...(released.length > 0 ? [text("From their next turn on these are answered by their agent's model:")] : []),
      ...listOf(released),
      ...writePinned(pinned),
    ],
    actions: toRelease(pinned, gateway),
  };
}
