import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { inject } from "vitest";
import { toDatabaseAddress } from "../../../src/config/database.ts";
import type { StorePlace } from "../../../src/core/store.ts";
import { TYPES } from "../../../src/store/postgres/values.ts";
import { ledgerPath } from "../../../src/store/sqlite/open.ts";
import { tell } from "./database.ts";
import { makeFolder } from "./link.ts";

/** An empty place of its own for a store: in the run on PostgreSQL there, else a folder. */
export interface TestPlace extends StorePlace, AsyncDisposable {}

export async function makePlace(): Promise<TestPlace> {
  const folder = makeFolder();
  const server = inject("database");
  const url = server === undefined || "why" in server ? null : await makeSchema(server.url);
  return {
    dataDir: folder.path,
    database: url === null ? null : toDatabaseAddress(url),
    [Symbol.asyncDispose]() {
      folder[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

/**
 * An empty schema of its own: a whole database takes longer to make. It goes with the database of the run, because a
 * migration beside it looks through all schemas, and fails on one that is dropped meanwhile.
 */
async function makeSchema(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await tell(url, `create schema ${name}`);
  const address = new URL(url);
  address.searchParams.set("options", `-c search_path=${name}`);
  return address.href;
}

/** What a statement finds in the place of a store, beside the store itself. */
export async function readRows({ dataDir, database }: StorePlace, statement: string): Promise<readonly unknown[]> {
  if (database === null) {
    const file = new DatabaseSync(ledgerPath(dataDir), { readOnly: true });
    const rows = file.prepare(statement).all();
    file.close();
    return rows.map((row) => ({ ...row }));
  }
  const client = new Client({ connectionString: database.url, types: TYPES });
  await client.connect();
  const { rows } = await client.query<Readonly<Record<string, unknown>>>(statement);
  await client.end();
  return rows;
}
