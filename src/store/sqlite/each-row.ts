import { sql, type RawBuilder } from "kysely";
import type { RowValues } from "../engine.ts";

/** In place of the values of a statement: it is run once for each of these. */
export class EachRow {
  readonly rows: readonly RowValues[];
  constructor(rows: readonly RowValues[]) {
    this.rows = rows;
  }
}

/**
 * Rows for a statement that is prepared once and run for each of them: so SQLite takes half the time that it needs to
 * get the same out of JSON.
 */
export const toEachRow = ([_first, ...others]: readonly unknown[], values: readonly RowValues[]): RawBuilder<unknown> =>
  sql`values (${new EachRow(values)}${sql.raw(", ?".repeat(others.length))})`;
