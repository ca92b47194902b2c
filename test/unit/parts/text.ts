import type { Line } from "../../../src/core/card.ts";

/** A line as plain text; instants as `<time>`. */
export const lineToText = (line: Line): string =>
  line.map((part) => (typeof part === "string" ? part : part.kind === "time" ? "<time>" : part.text)).join("");
