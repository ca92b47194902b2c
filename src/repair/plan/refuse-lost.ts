import { code } from "../../core/card.ts";
import type { Examination, Plan, Proposal } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { byHand } from "./by-hand.ts";
import { overwritesSecret } from "./lost.ts";

/** What nobody could give back goes only where that was asked for, knowing its price: else what to do on the host. */
export function refuseLost(
  { steps }: Plan,
  { title, steps: proposed }: Extract<Proposal, { kind: "change" }>,
  examination: Examination,
): Extract<Proposal, { kind: "instruct" }> | null {
  const lost = steps.flatMap(({ changes }) => changes.filter(overwritesSecret));
  if (lost.length === 0 || examination.removesKeys) return null;
  const entries = [...new Set(lost.map(({ path }) => path.join(".")))].join(", ");
  return {
    kind: "instruct",
    title: say("plan.secret", { title }),
    why: [say("plan.secret-why", { entries: code(entries) })],
    commands: byHand(
      proposed.flatMap(({ sets }) => sets),
      examination,
    ),
  };
}
