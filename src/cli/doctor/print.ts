import { toPlain } from "../../platforms/terminal/plain.ts";
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

/** The last line: what all of it comes to. */
export function printSum(findings: readonly Finding[]): string {
  const count = (mark: Finding["mark"]): number => findings.filter((finding) => finding.mark === mark).length;
  const [wrong, open] = [count("mend"), count("unknown")];
  const unchecked = `${countOf(open, "check")} could not be made`;
  if (wrong > 0) return `\n${countOf(wrong, "problem")} to fix${open > 0 ? `, and ${unchecked}` : ""}.\n`;
  return open > 0 ? `\nNothing wrong was found, but ${unchecked}.\n` : "\nAll is well.\n";
}
