import { visible } from "../../../words/visible.ts";

export interface Choice {
  readonly name: string;
  readonly value: string;
}

const MOST = 25;
const LONGEST = 100;

/** As Discord takes them: of the proposed values those that contain the typed text, first what begins with it. */
export function toChoices(values: readonly string[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return [...new Set(values)]
    .filter((value) => value.trim() !== "" && value.length <= LONGEST && value.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(begins(b, wanted)) - Number(begins(a, wanted)))
    .slice(0, MOST)
    .map((value) => ({ name: visible(value), value }));
}

const begins = (value: string, wanted: string): boolean => value.toLowerCase().startsWith(wanted);
