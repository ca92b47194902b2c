import { strong, text, type Card } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { ReportSource } from "../src/core/report.ts";
import type { PinnedView, Repairs } from "../src/core/repairs.ts";
import { say } from "../src/words/say.ts";
import { chooseGateway, gatewayOption } from "./choose-gateway.ts";
import { DECISION, decide, toAsker } from "./fix-cards/decide.ts";
import { toRelease, writePinned } from "./fix-cards/pinned.ts";
import { writeUnreachable } from "./fix-cards/prescription.ts";
import { shortCard } from "./short-card.ts";

/** `/release-sessions [gateway]`: sessions that stay on a fallback although the cause is gone. */
export const releaseSessions = (repairs: Repairs, reports: ReportSource): Command =>
  defineCommand({
    name: "release-sessions",
    summary: say("menu.release-sessions"),
    access: "admin",
    plans: true,
    options: { gateway: gatewayOption(reports), ...DECISION },
    async run(context, { gateway, plan, decision }) {
      if (plan !== undefined) return decide(repairs, context, plan, decision);
      const chosen = chooseGateway(reports, gateway);
      if (chosen.kind === "unclear") return { card: chosen.card, visibility: "private" };
      const view = await repairs.planRelease({ ...toAsker(context), gateway: chosen.id }, context.signal);
      return { card: writeView(view, chosen.id), visibility: "private" };
    },
  });

function writeView(view: PinnedView, gateway: string): Card {
  if (view.kind === "unreachable") return writeUnreachable(view, gateway);
  const { pinned, plan } = view;
  if (pinned.length === 0) return shortCard(say("pinned.none"), say("pinned.none-text", { gateway: strong(gateway) }));
  return {
    tone: plan === null ? "good" : "warning",
    title: say("pinned.title"),
    blocks: [text(say("parts.of-which", { name: strong(gateway) })), ...writePinned(pinned)],
    actions: toRelease(plan),
  };
}
