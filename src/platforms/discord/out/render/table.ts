import { clip, countColumns } from "../../../../lib/clip.ts";
import { harmlessCode, oneLine } from "./plain.ts";

const WIDEST_CELL = 48;
const GAP = "  ";

/** A table as monospace lines, the columns aligned; long cells end in an ellipsis. Cannot close its fence. */
export function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [columns, ...rows].map((row) => row.map(toCell));
  const count = Math.max(...cells.map((row) => row.length), 0);
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...cells.map((row) => countColumns(row[column] ?? ""))),
  );
  const lines = cells.map((row) => widths.map((size, column) => pad(row[column] ?? "", size)).join(GAP));
  const rule = widths.map((size) => "─".repeat(size)).join(GAP);
  return [lines[0] ?? "", rule, ...lines.slice(1)].map((line) => harmlessCode(line).trimEnd());
}

const toCell = (text: string): string => clip(oneLine(text), WIDEST_CELL);

const pad = (text: string, size: number): string => text + " ".repeat(Math.max(0, size - countColumns(text)));
