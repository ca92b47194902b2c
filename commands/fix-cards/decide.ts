import type { CommandContext, CommandReply } from "../../src/core/command.ts";
import type { Asker, Begun, Repairs } from "../../src/core/repairs.ts";
import { code, note, text, when, type Card } from "../../src/core/card.ts";
import { say } from "../../src/words/say.ts";
import { shortCard } from "../short-card.ts";
import { writePlan } from "./plan.ts";
import { writeProgress } from "./progress.ts";

/** The options of buttons that decide a stored plan. */
export const DECISION = {
  plan: { description: say("option.plan"), hidden: true },
  decision: {
    description: say("option.decision"),
    hidden: true,
    takes: (value: string) => value === "confirm" || value === "cancel",
  },
} as const;

export const toAsker = ({ caller, place, now, pressed }: CommandContext): Asker => ({
  by: caller,
  place,
  now,
  ...(pressed && { pressed }),
});

/** What a button of a plan does. */
export async function decide(
  repairs: Repairs,
  context: CommandContext,
  plan: string,
  decision: string | undefined,
): Promise<CommandReply> {
  // Nothing is begun by what does not say so.
  if (decision !== "confirm")
    return { card: shortCard(say("fix.cancel"), await repairs.cancel(plan, context.caller)), visibility: "private" };
  return follow(await repairs.confirm(plan, toAsker(context), context.signal));
}

const only = (card: Card): CommandReply => ({ card, visibility: "private" });

/** The reply of something that was begun: its card now, and every card that replaces it. */
function follow(begun: Begun): CommandReply {
  switch (begun.kind) {
    case "refused":
      return only(shortCard(say("fix.not-started"), begun.why));
    case "outdated":
      return only(writePlan(begun.now, say("fix.outdated", { why: begun.why })));
    case "half":
      return only({
        tone: "warning",
        title: say("fix.half"),
        blocks: [
          text(
            say("fix.half-text", {
              title: begun.plan.title,
              command: code(`/${begun.plan.command} ${begun.plan.gateway}`),
            }),
          ),
          note(say("fix.half-until", { until: when(begun.until) })),
        ],
      });
    case "begun":
      return {
        card: shortCard(say("fix.started"), say("fix.first-step")),
        visibility: "private",
        updates: cardsOf(begun),
        trail: begun.trail,
      };
  }
}

async function* cardsOf({ progress }: Extract<Begun, { kind: "begun" }>) {
  for await (const one of progress) yield writeProgress(one);
}
