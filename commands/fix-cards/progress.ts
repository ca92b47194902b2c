import { code, note, text, when, type Card, type Line, type Text, type Tone } from "../../src/core/card.ts";
import type { Plan } from "../../src/core/plan.ts";
import { UNFINISHED, type RepairState } from "../../src/core/repair.ts";
import type { Progress } from "../../src/core/repairs.ts";
import { say } from "../../src/words/say.ts";
import { toRelease, writePinned } from "./pinned.ts";

const TONES: Readonly<Record<RepairState, Tone>> = {
  planned: "warning",
  cancelled: "neutral",
  applying: "neutral",
  proving: "neutral",
  reverting: "warning",
  fixed: "good",
  reverted: "warning",
  undoing: "neutral",
  overwriting: "neutral",
  undone: "good",
  unclear: "critical",
};

/** The first line: what became of which gateway. Sessions are released, and a gateway is signed in: neither is repaired. */
function toTitle({ task, gateway, proves }: Plan, state: RepairState): Text {
  const reached = UNFINISHED.includes(state) ? "ongoing" : state;
  if (task.kind === "release") return say("repair.released", { state: reached, gateway });
  if (task.kind === "stop") return say("stops.card", { state, gateway });
  if (task.kind === "sign-in" && state !== "fixed") return say("repair.signed-in", { state: reached, gateway });
  if (state !== "fixed") return say("repair.title", { state: state === "overwriting" ? "undoing" : state, gateway });
  const models = [...new Set(proves.map(({ wanted }) => wanted.model))];
  return say("repair.fixed", { models, count: models.length, gateway });
}

/** How a repair ended that a restart interrupted, for a place where others read too. */
export const writeResumed = ({ plan, state }: Progress): Card => ({
  tone: TONES[state],
  title: toTitle(plan, state),
  blocks: [text(say("parts.sentence", { sentence: plan.title })), note(say("fix.resumed", { log: code("/fix-log") }))],
});

/** One repair as it goes on: the same card, edited. */
export const writeProgress = ({ plan, state, lines, pinned, release }: Progress): Card => ({
  tone: TONES[state],
  title: toTitle(plan, state),
  blocks: [
    text(say("parts.sentence", { sentence: plan.title })),
    { kind: "list", items: lines.map(({ at, text: words }): Line => [when(at), " ", words]) },
    ...writePinned(pinned),
  ],
  ...(state === "fixed" &&
    plan.task.kind === "change" && {
      actions: [
        ...toRelease(release),
        { label: say("fix.undo"), style: "plain" as const, command: "undo-fix", args: { repair: plan.id } },
      ],
    }),
});
