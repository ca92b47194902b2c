import { toPlain } from "../../platforms/terminal/plain.ts";
import type { Fixed } from "./fix.ts";
import type { Language, Message } from "../../core/card.ts";
import type { Finding } from "../../core/finding.ts";
import { countColumns } from "../../lib/clip.ts";
import { say } from "../../words/say.ts";
import { speakText } from "../../words/speak.ts";

interface Look {
  readonly width: number;
  readonly color: boolean;
  readonly language: Language;
}

const SYMBOLS: Readonly<Record<Finding["mark"], readonly [symbol: string, color: number]>> = {
  fine: ["✔", 32],
  mend: ["✖", 31],
  unknown: ["?", 33],
  note: ["·", 2],
};

/** `✖ Discord: refuses the token → set …`; what to do takes a line of its own where one does not hold both. */
export function printFinding({ mark, about, text, hint }: Finding, { width, color, language }: Look): string {
  const [symbol, code] = SYMBOLS[mark];
  const line = toPlain(speakText(say("parts.of", { name: about, what: text }), language));
  const shown = color ? `\u001B[${code}m${symbol}\u001B[0m` : symbol;
  if (hint === null) return `${shown} ${line}\n`;
  const toDo = toPlain(speakText(hint, language));
  const isShort = countColumns(line) + countColumns(toDo) + 5 <= width;
  return `${shown} ${line}${isShort ? " " : "\n    "}→ ${toDo}\n`;
}

/** `✔ .env: is yours alone now`, or why nothing was done. */
export function printFixed({ about, done, text }: Fixed, look: Look): string {
  return printFinding({ mark: done ? "fine" : "note", about: say("keep.fix", { about }), text, hint: null }, look);
}

/** The last line: what all of it comes to; `wasFixed` leaves out that some of it could be fixed at once. */
export function printSum(findings: readonly Finding[], language: Language, wasFixed = false): string {
  const count = findings.filter(({ mending }) => mending !== undefined).length;
  const lines = [saySum(findings), ...(count > 0 && !wasFixed ? [say("keep.can-fix", { count })] : [])];
  return `\n${lines.map((line) => `${speakText(line, language)}\n`).join("")}`;
}

function saySum(findings: readonly Finding[]): Message {
  const count = (mark: Finding["mark"]): number => findings.filter((finding) => finding.mark === mark).length;
  const [wrong, unchecked] = [count("mend"), count("unknown")];
  if (wrong > 0) return say("keep.wrong", { count: wrong, unchecked });
  return unchecked > 0 ? say("keep.unchecked", { count: unchecked }) : say("keep.well");
}
