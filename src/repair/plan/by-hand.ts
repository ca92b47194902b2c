import { valueAt, type Json } from "../../core/json.ts";
import type { ConfigChange, ConfigView } from "../../core/plan.ts";
import { diffValues } from "../../lib/diff.ts";
import { showValue } from "../../lib/show-value.ts";

/** What somebody does on the gateway's host instead, line by line. */
export const byHand = (
  sets: readonly Omit<ConfigChange, "before">[],
  { document }: Pick<ConfigView, "document">,
): readonly string[] => [
  ...sets.flatMap(({ path, after }) => toLines(path, valueAt(document, path), after)),
  "openclaw gateway restart",
];

const toLines = (path: readonly string[], before: Json | undefined, after: Json | undefined): readonly string[] =>
  after === undefined
    ? [`# remove ${path.join(".")}`]
    : diffValues(before, after).map(({ path: inner, after: wanted }) => {
        const at = inner === "" || inner.startsWith("[") ? `${path.join(".")}${inner}` : `${path.join(".")}.${inner}`;
        return wanted === undefined ? `# remove ${at}` : `# set ${at}: ${showValue(wanted)}`;
      });
