import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { inject } from "vitest";
import { toDatabaseAddress } from "../../../src/config/database.ts";
import type { StorePlace } from "../../../src/core/store.ts";
import { TYPES } from "../../../src/store/postgres/values.ts";
import { ledgerPath } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "./link.ts";

/** An empty place of its own for a store: in the run on PostgreSQL there, else a folder. */
export interface TestPlace extends StorePlace, AsyncDisposable {}

export async function makePlace(): Promise<TestPlace> {
  const folder = makeFolder();
  const server = inject("database");
  const made = server === undefined || "why" in server ? null : await makeSchema(server.url);
  return {
    dataDir: folder.path,
    database: made && toDatabaseAddress(made.url),
    async [Symbol.asyncDispose]() {
      await made?.drop();
      folder[Symbol.dispose]();
    },
  };
}

/** An empty schema of its own: a whole database takes longer to make. */
async function makeSchema(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await tell(url, `create schema ${name}`);
  const address = new URL(url);
  address.searchParams.set("options", `-c search_path=${name}`);
  return { url: address.href, drop: () => tell(url, `drop schema ${name} cascade`) };
}

/** An empty database, on the server that `url` names. */
export async function makeDatabase(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await tell(url, `create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { url: address.href, drop: () => tell(url, `drop database ${name} with (force)`) };
}

/** One statement in a session of its own. */
export async function tell(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Ends the sessions that hold something in the database of `url`, as a restart of its server does. */
export const endHolders = (url: string): Promise<void> =>
  tell(
    url,
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`,
  );

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
