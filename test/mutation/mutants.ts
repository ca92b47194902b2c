import { hash as digest } from "node:crypto";

/** One line of a file, broken on purpose. */
export interface Mutant {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

type Breaking = readonly [pattern: RegExp, by: string];

/** Each breaks a line in one way; all that fit make a mutant each. */
const BREAKINGS: readonly Breaking[] = [
  [/ === /, " !== "],
  [/ !== /, " === "],
  [/ < /, " >= "],
  [/ > (?!\()/, " <= "],
  [/ <= /, " > "],
  [/ >= /, " < "],
  [/ && /, " || "],
  [/ \|\| /, " && "],
  [/\btrue\b/, "false"],
  [/\bfalse\b/, "true"],
  [/ \+ /, " - "],
  [/ - /, " + "],
  [/\.some\(/, ".every("],
  [/\.every\(/, ".some("],
  [/\bif \(/, "if (false && "],
  [/\(!/, "("],
  [/\.toReversed\(\)/, ""],
  [/\bfindLast\(/, "find("],
  [/^(\s*)(?:await )?[\w.]+\([^;]*\);$/, "$1;"],
  [/^(\s*)continue;$/, "$1;"],
  [/\b(\d+) \* (MINUTE|SECOND)/, "0 * $2"],
];

const isCode = (line: string): boolean =>
  !/^\s*(?:\/\/|\/?\*|import |export (?:type|interface)|readonly |type |\|)/.test(line);

/** Every way to break one line of a file. Pure. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  return text.split("\n").flatMap((before, index) => {
    if (!isCode(before)) return [];
    return BREAKINGS.flatMap(([pattern, by]) => {
      const after = before.replace(pattern, by);
      return after === before ? [] : [{ path, line: index + 1, before, after }];
    });
  });
}

/** So many of them, drawn by a seed. Pure. */
export const sampleOf = (all: readonly Mutant[], count: number, seed: string): readonly Mutant[] =>
  all
    .map((mutant) => ({ mutant, drawn: digest("sha256", `${seed} ${mutant.path}:${mutant.line} ${mutant.after}`) }))
    .toSorted((a, b) => (a.drawn < b.drawn ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);

export function applyTo(text: string, { line, after }: Mutant): string {
  return text
    .split("\n")
    .map((one, index) => (index === line - 1 ? after : one))
    .join("\n");
}
