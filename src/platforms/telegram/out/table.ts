import { countColumns, segmentsOf } from "../../../lib/clip.ts";
import { oneLine } from "./escape.ts";

/** A longer cell would wrap on every phone and take the columns with it. */
const WIDEST_CELL = 40;

const split = (text: string): readonly string[] => Array.from(segmentsOf(text), ({ segment }) => segment);

function fitCell(cell: string): string {
  const marks = split(
    oneLine(cell)
      .slice(0, WIDEST_CELL * 8)
      .toWellFormed(),
  );
  return marks.length <= WIDEST_CELL ? marks.join("") : `${marks.slice(0, WIDEST_CELL - 1).join("")}…`;
}

const isNumber = (cell: string): boolean => /^[-+]?[\d.,]+\s?%?$/.test(cell);

/** Lines of a monospaced table: header, rule, rows. Columns of numbers are set flush right. */
export function layTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const header = columns.map(fitCell);
  const body = rows.map((row) => header.map((_, column) => fitCell(row[column] ?? "")));
  const shape = header.map((title, column) => {
    const cells = body.map((row) => row[column] ?? "");
    return {
      width: Math.max(...[title, ...cells].map(countColumns)),
      right: cells.some(isNumber) && cells.every((cell) => cell === "" || isNumber(cell)),
    };
  });
  const lay = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, shape[column]?.width ?? 0, shape[column]?.right ?? false))
      .join("  ")
      .trimEnd();
  return [lay(header), lay(shape.map(({ width }) => "─".repeat(width))), ...body.map(lay)];
}

function pad(cell: string, width: number, right: boolean): string {
  const gap = " ".repeat(Math.max(0, width - countColumns(cell)));
  return right ? gap + cell : cell + gap;
}
