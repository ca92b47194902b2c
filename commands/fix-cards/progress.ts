import { code, note, text, when, type Card, type Line, type Tone } from "../../src/core/card.ts";
import type { Plan } from "../../src/core/plan.ts";
import { UNFINISHED, type RepairState } from "../../src/core/repair.ts";
import type { Progress } from "../../src/core/repairs.ts";
import { toRelease, writePinned } from "./pinned.ts";

const TITLES: Readonly<Record<Exclude<RepairState, "fixed">, string>> = {
  planned: "Planned",
  cancelled: "Cancelled",
  applying: "Applying the repair",
  proving: "Proving the repair",
  reverting: "Undoing the change",
  reverted: "Not fixed; the change was undone",
  undoing: "Undoing the repair",
  overwriting: "Undoing the repair",
  undone: "Undone",
  unclear: "Not ended as planned",
};
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
function toTitle({ task, gateway, proves }: Plan, state: RepairState): string {
  const isUnderWay = UNFINISHED.includes(state);
  if (task.kind === "release") {
    if (state === "fixed") return `Sessions released on ${gateway}`;
    return `${isUnderWay ? "Releasing sessions" : "Not all sessions were released"} on ${gateway}`;
  }
  if (task.kind === "sign-in" && state !== "fixed") {
    const words = isUnderWay ? "Signing in" : state === "unclear" ? "Signed in, but not fixed," : "Not signed in";
    return `${words} on ${gateway}`;
  }
  if (state !== "fixed") return `${TITLES[state]} on ${gateway}`;
  const models = [...new Set(proves.map(({ wanted }) => wanted.model))];
  return `Fixed: ${models.join(" and ")} ${models.length === 1 ? "answers" : "answer"} on ${gateway}`;
}

/** How a repair ended that a restart interrupted, for a place where others read too. */
export const writeResumed = ({ plan, state }: Progress): Card => ({
  tone: TONES[state],
  title: toTitle(plan, state),
  blocks: [
    text(plan.title, "."),
    note("A restart of the companion interrupted it. ", code("/fix-log"), " tells admins what happened."),
  ],
});

/** One repair as it goes on: the same card, edited. */
export const writeProgress = ({ plan, state, lines, pinned, release }: Progress): Card => ({
  tone: TONES[state],
  title: toTitle(plan, state),
  blocks: [
    text(plan.title, "."),
    { kind: "list", items: lines.map(({ at, text: words }): Line => [when(at), " ", words]) },
    ...writePinned(pinned),
  ],
  ...(state === "fixed" &&
    plan.task.kind === "change" && {
      actions: [
        ...toRelease(release),
        { label: "Undo", style: "plain" as const, command: "undo-fix", args: { repair: plan.id } },
      ],
    }),
});
