import { code, type Line } from "../../core/card.ts";
import type { Json } from "../../core/json.ts";
import type { ConfigView, Include, Proposal } from "../../core/plan.ts";
import { diffValues } from "../../lib/diff.ts";
import { valueAt } from "../../core/json.ts";
import { placeOf } from "./includes.ts";

type Change = Extract<Proposal, { kind: "change" }>;

/** What to do on the host where the gateway would copy an included file away or refuse; null where it may be written. */
export function refuseIncluded(proposal: Change, view: ConfigView): Extract<Proposal, { kind: "instruct" }> | null {
  const sets = proposal.steps.flatMap((step) => step.sets);
  const refused = sets.flatMap(({ path }) => {
    const place = placeOf(path, view);
    return place.kind === "refused" ? [place.include] : [];
  });
  const [include] = refused;
  if (include === undefined) return null;
  return {
    kind: "instruct",
    title: `${proposal.title}: in an included file`,
    why: toWhy(include, view),
    commands: [
      ...sets.flatMap((set) => toLines(set.path, valueAt(view.document, set.path), set.after)),
      "openclaw gateway restart",
    ],
  };
}

function toWhy({ path, files }: Include, { keepsIncludes }: ConfigView): Line {
  const part = path.length === 0 ? "The configuration" : path.join(".");
  return [
    code(part),
    " stands in ",
    code(files.join(", ")),
    keepsIncludes
      ? ", and the gateway cannot write this change into that file. "
      : ", and this release would copy it into openclaw.json and lose the reference to the file. ",
    "So nothing is written from here. Make the change in the file, and restart the gateway:",
  ];
}

const toLines = (path: readonly string[], before: Json | undefined, after: Json | undefined): readonly string[] =>
  after === undefined
    ? [`# remove ${path.join(".")}`]
    : diffValues(before, after).map(({ path: inner, after: wanted }) => {
        const at = inner === "" || inner.startsWith("[") ? `${path.join(".")}${inner}` : `${path.join(".")}.${inner}`;
        return wanted === undefined ? `# remove ${at}` : `# set ${at}: ${JSON.stringify(wanted)}`;
      });
