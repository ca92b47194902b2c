import type { Option } from "../../core/command.ts";

export interface Choice {
  readonly name: string;
  readonly value: string;
}

const MOST = 25;
const LONGEST = 100;

/** What is proposed while somebody types: what contains the typed text, the ones that begin with it first. */
export function proposeChoices(
  option: Option | undefined,
  typed: string,
  soFar: Readonly<Record<string, string>>,
): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  const values = new Set(option?.choices?.(typed, soFar) ?? []);
  return [...values]
    .filter((value) => value.trim() !== "" && value.length <= LONGEST && value.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(begins(b, wanted)) - Number(begins(a, wanted)))
    .slice(0, MOST)
    .map((value) => ({ name: value, value }));
}

const begins = (value: string, wanted: string): boolean => value.toLowerCase().startsWith(wanted);
