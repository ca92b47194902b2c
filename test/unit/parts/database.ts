import { randomBytes } from "node:crypto";
import { Client } from "pg";

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
