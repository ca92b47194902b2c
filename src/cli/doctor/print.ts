import { toPlain } from "../../platforms/terminal/plain.ts";
import type { Fixed } from "./fix.ts";
import { countOf, type Finding } from "../../core/finding.ts";

interface Look {
  readonly width: number;
  readonly color: boolean;
}

const SYMBOLS: Readonly<Record<Finding["mark"], readonly [symbol: string, color: number]>> = {
  fine: ["✔", 32],
  mend: ["✖", 31],
  unknown: ["?", 33],
  note: ["·", 2],
};

/** `✖ Discord: refuses the token → set …`; what to do takes a line of its own where one does not hold both. */
export function printFinding({ mark, about, text, hint }: Finding, { width, color }: Look): string {
  const [symbol, code] = SYMBOLS[mark];
  const line = toPlain(`${about}: ${text}`);
  const shown = color ? `\u001B[${code}m${symbol}\u001B[0m` : symbol;
  if (hint === null) return `${shown} ${line}\n`;
  const isShort = line.length + hint.length + 5 <= width;
  return `${shown} ${line}${isShort ? " " : "\n    "}→ ${toPlain(hint)}\n`;
}

/** `✔ .env: is yours alone now`, or why nothing was done. */
export function printFixed({ about, done, text }: Fixed, look: Look): string {
  return printFinding({ mark: done ? "fine" : "note", about: `fix ${about}`, text, hint: null }, look);
}

/** The last line: what all of it comes to; `wasFixed` leaves out that some of it could be fixed at once. */
export function printSum(findings: readonly Finding[], wasFixed = false): string {
  const mendable = findings.filter(({ mending }) => mending !== undefined).length;
  const more = mendable > 0 && !wasFixed ? `openclaw-companion doctor --fix takes care of ${mendable} of it.\n` : "";
  return `${sumOf(findings)}${more}`;
}

function sumOf(findings: readonly Finding[]): string {
  const count = (mark: Finding["mark"]): number => findings.filter((finding) => finding.mark === mark).length;
  const [wrong, open] = [count("mend"), count("unknown")];
  const unchecked = `${countOf(open, "check")} could not be made`;
  if (wrong > 0) return `\n${countOf(wrong, "problem")} to fix${open > 0 ? `, and ${unchecked}` : ""}.\n`;
  return open > 0 ? `\nNothing wrong was found, but ${unchecked}.\n` : "\nAll is well.\n";
}
