import type { Line } from "../../../src/core/card.ts";
import { speakLine } from "../../../src/words/speak.ts";

/** A line as plain text; instants as `<time>`. */
export const lineToText = (line: Line): string =>
  speakLine(line, "en")
    .map((part) => (typeof part === "string" ? part : part.kind === "time" ? "<time>" : part.text))
    .join("");
