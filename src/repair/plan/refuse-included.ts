import { code, type Line } from "../../core/card.ts";
import type { ConfigView, Include, Proposal } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { byHand } from "./by-hand.ts";
import { placeOfSet } from "./includes.ts";

type Change = Extract<Proposal, { kind: "change" }>;

/** What to do on the host where the gateway would copy an included file away or refuse; null where it may be written. */
export function refuseIncluded(proposal: Change, view: ConfigView): Extract<Proposal, { kind: "instruct" }> | null {
  const sets = proposal.steps.flatMap((step) => step.sets);
  const refused = sets.flatMap((set) => {
    const place = placeOfSet(set, view);
    return place.kind === "refused" ? [place.include] : [];
  });
  const [include] = refused;
  if (include === undefined) return null;
  return {
    kind: "instruct",
    title: say("plan.included", { title: proposal.title }),
    why: toWhy(include, view),
    commands: byHand(sets, view),
  };
}

const toWhy = ({ path, files }: Include, { keepsIncludes }: ConfigView): Line => [
  say("plan.included-why", {
    part: path.length === 0 ? say("plan.configuration") : code(path.join(".")),
    files: code(files.join(", ")),
    keeps: keepsIncludes ? "yes" : "no",
  }),
];
