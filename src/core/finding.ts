import type { Text } from "./card.ts";

/** What `doctor --fix` can do about a finding. `rename` is asked about first: only its author knows what a name meant. */
export type Mending =
  | { readonly kind: "mode"; readonly path: string; readonly mode: number }
  | { readonly kind: "owner"; readonly path: string; readonly uid: number }
  | { readonly kind: "rename"; readonly path: string; readonly from: string; readonly to: string };

/**
 * What one check found. `mend`: the operator has to do something. `unknown`: the check could not be made.
 * `note`: a choice of the operator or something good to know; nothing is wrong.
 */
export interface Finding {
  readonly mark: "fine" | "mend" | "unknown" | "note";
  /** What was looked at: `data folder`, `gateway main`. */
  readonly about: Text;
  readonly text: Text;
  /** What to do; null where nothing is to be done or the text says it. */
  readonly hint: Text | null;
  /** Absent where only a person can do it. */
  readonly mending?: Mending;
}

const create =
  (mark: Finding["mark"]) =>
  (about: Text, text: Text, hint: Text | null = null): Finding => ({ mark, about, text, hint });

export const fine = create("fine");
export const mend = create("mend");
export const unknown = create("unknown");
export const note = create("note");

/** A finding that `doctor --fix` can do something about. */
export const mendable = (finding: Finding, mending: Mending | null): Finding =>
  mending === null ? finding : { ...finding, mending };
