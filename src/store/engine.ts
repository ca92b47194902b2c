import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { SeeCompanions } from "../core/companions.ts";
import type { Schema } from "./schema.ts";
import type { Held } from "../core/held.ts";

/** Tables of which sums are kept. */
export type Summed = "attempts" | "turns";
export type ColumnType = "text" | "bigint";
/** The values of one row, in the order of its columns. */
export type RowValues = readonly (string | number | null)[];

/** What one database does in another way than the others. Everything else is SQL that all of them understand. */
export interface Engine {
  readonly db: Kysely<Schema>;
  /** The same for what its source tells again, should this host lose its power: such a commit waits for no disk. */
  readonly eventual?: Kysely<Schema>;
  /** See `hold` of the store. */
  hold(name: string): Promise<Held | null>;
  /** See `companions` of the store. */
  readonly companions: SeeCompanions;
  /** Until the end of a transaction nobody else writes to the table. */
  alone(tx: Transaction<Schema>, table: keyof Schema): Promise<void>;
  /** What a row is known by, whatever its table. */
  readonly row: RawBuilder<unknown>;
  /** A table with the one column `value`: the items of a list in JSON, each of them JSON itself. */
  each(json: string): RawBuilder<unknown>;
  /** Many rows of values at once, as what stands behind `insert into … (…)` or in a `with`; columns of these types. */
  rows(types: readonly ColumnType[], values: readonly RowValues[]): RawBuilder<unknown>;
  /** Runs a statement that brings rows to a table; the sums of them (`src/store/sums.ts`) are right after it. */
  summing<T>(tx: Transaction<Schema>, table: Summed, bring: () => Promise<T>): Promise<T>;
  /** Takes away what is left of rows that were removed, as far as that is in our hands. */
  scrub(): Promise<void>;
}
