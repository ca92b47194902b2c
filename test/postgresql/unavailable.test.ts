import { createServer } from "node:net";
import { once } from "node:events";
import { expect, inject, onTestFinished, test } from "vitest";
import { toDatabaseAddress } from "../../src/config/database.ts";
import { LedgerUnavailable, type LedgerTrouble } from "../../src/core/host-unavailable.ts";
import { join } from "../../src/store/join.ts";
import { openDatabase } from "../../src/store/postgres/open.ts";
import { toUnavailable } from "../../src/store/postgres/unavailable.ts";
import { eventually } from "../contracts/operator-shell.ts";
import { NOW, turn, turns } from "../unit/parts/ledger-words.ts";
import { makeDatabase, tell } from "../unit/parts/database.ts";

const SECRET = "fake-and-very-secret";

/** An empty database of its own; `change` gets its parts before it is opened. */
async function database(
  change: (url: URL) => void = () => {},
): Promise<{ readonly url: string; readonly own: string }> {
  const server = inject("database");
  if (server === undefined || "why" in server) throw new Error("there is no PostgreSQL");
  const made = await makeDatabase(server.url);
  onTestFinished(() => made.drop());
  const url = new URL(made.url);
  change(url);
  return { url: url.href, own: made.url };
}

const refusalOf = async (url: string): Promise<LedgerUnavailable> => {
  const store = await openDatabase(toDatabaseAddress(url), () => NOW).catch((error: unknown) => error);
  if (store instanceof LedgerUnavailable) return store;
  throw new Error("it was opened");
};

test.each<[what: string, change: (url: URL) => void, trouble: LedgerTrouble, says: RegExp]>([
  [
    "a wrong password",
    (url) => void (url.password = SECRET),
    "refused",
    /does not let the companion in \(.*password.*: check user and password in COMPANION_DATABASE_URL$/,
  ],
  ["no password", (url) => void (url.password = ""), "refused", /does not let the companion in/],
  ["another database", (url) => void (url.pathname = "/none"), "refused", /"none" does not exist.*: make that/],
  ["another user", (url) => void (url.username = "nobody"), "refused", /does not let the companion in/],
  ["a port where nothing is", (url) => void (url.port = "1"), "unreachable", /cannot be reached \(.*ECONNREFUSED/],
  ["a name nobody knows", (url) => void (url.hostname = "db.invalid"), "unreachable", /cannot be reached \(/],
  [
    "encryption it does not speak",
    (url) => url.searchParams.set("sslmode", "require"),
    "refused",
    /SSL.*: check sslmode and/,
  ],
  [
    "a schema that is not there",
    (url) => url.searchParams.set("options", "-c search_path=x"),
    "refused",
    /: make that schema, or correct search_path/,
  ],
  [
    "an authority whose file is not there",
    (url) => {
      url.searchParams.set("sslmode", "verify-full");
      url.searchParams.set("sslrootcert", "/nowhere/authority.pem");
    },
    "refused",
    /no such file.*authority\.pem.*: correct the path of that file/,
  ],
])("%s is one sentence without the password", async (_what, change, trouble, says) => {
  const { url } = await database(change);
  const refusal = await refusalOf(url);
  expect(refusal).toMatchObject({ trouble, message: expect.stringMatching(says) });
  expect(refusal.message).toMatch(/^the database \S+ on \S+:\d+ [^\n]+$/);
  for (const secret of [SECRET, "fake-password"]) expect(refusal.message).not.toContain(secret);
});

test("a server that takes a connection and says nothing is not waited for", { timeout: 30_000 }, async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await refusalOf(`postgres://companion@127.0.0.1:${port}/companion`)).toMatchObject({ trouble: "unreachable" });
});

test("one that may only be read is refused, and nothing is written to it", async () => {
  const { url, own } = await database();
  await tell(own, `alter database ${new URL(own).pathname.slice(1)} set default_transaction_read_only = on`);
  expect(await refusalOf(url)).toMatchObject({ trouble: "read-only", message: expect.stringContaining("primary") });
});

test("one that a newer release wrote is refused, with what it has", async () => {
  const { url, own } = await database();
  await (await openDatabase(toDatabaseAddress(url), () => NOW)).close();
  await tell(own, `insert into kysely_migration values ('9999-later', 'now')`);
  expect(await refusalOf(url)).toMatchObject({ trouble: "newer", message: expect.stringContaining("9999-later") });
});

test("a user who may make no tables is told so", async () => {
  const { url, own } = await database((at) => void (at.username = "reader"));
  const name = `reader_${process.pid}`;
  await tell(own, "revoke create on schema public from public");
  await tell(own, `create role ${name} login password 'fake-password'`);
  onTestFinished(() => tell(own, `drop role ${name}`));
  const as = new URL(url);
  as.username = name;
  as.password = "fake-password";
  expect(await refusalOf(as.href)).toMatchObject({
    trouble: "refused",
    message: expect.stringMatching(/permission denied.*: have one user own the database and its tables/),
  });
});

test("a user who may only read the tables is told so, and takes no part in the work", async () => {
  const { url, own } = await database();
  await (await openDatabase(toDatabaseAddress(url), () => NOW)).close();
  const name = `only_reads_${process.pid}`;
  await tell(own, `create role ${name} login password 'fake-password'`);
  await tell(own, `grant select on all tables in schema public to ${name}`);
  // What others keep in the same schema is theirs.
  await tell(own, "create table somebody_elses (id int)");
  onTestFinished(async () => {
    await tell(own, `drop owned by ${name}`);
    await tell(own, `drop role ${name}`);
  });
  const as = new URL(url);
  as.username = name;
  as.password = "fake-password";
  const said = /its user may not read and write admins, attempt_sums, attempts and \d+ more\): have one user own/;
  const told = { trouble: "refused", message: expect.stringMatching(said) };
  expect(await refusalOf(as.href)).toMatchObject(told);
  await expect(join(toDatabaseAddress(as.href), { release: "1.0.0", seats: [] })).rejects.toMatchObject(told);
  await tell(own, `grant insert, update, delete on all tables in schema public to ${name}`);
  await tell(own, `revoke all on somebody_elses from ${name}`);
  await (await openDatabase(toDatabaseAddress(as.href), () => NOW)).close();
});

test("a server that goes away while it is used is said so, and is used again when it is back", async () => {
  const { url, own } = await database();
  const store = await openDatabase(toDatabaseAddress(url), () => NOW);
  onTestFinished(() => store.close());
  await store.ledger.record("main", turns(turn("a")));
  const others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()";
  await tell(own, `${others} and pid <> pg_backend_pid()`);
  const again = () => store.ledger.record("main", turns(turn("b")));
  await eventually(again);
  expect((await store.ledger.counts("main", NOW)).answers["1h"]).toBe(2);
});

const said = (code: string, message = "no") => Object.assign(new Error(message), { code });

test.each<[what: string, error: unknown, trouble: LedgerTrouble, passing: boolean]>([
  ["disk_full", said("53100"), "full", true],
  ["too_many_connections", said("53300"), "limit", true],
  ["read_only_sql_transaction", said("25006"), "read-only", false],
  ["cannot_connect_now", said("57P03"), "unreachable", true],
  ["admin_shutdown", said("57P01"), "unreachable", true],
  ["invalid_password", said("28P01"), "refused", false],
  ["lock_not_available", said("55P03"), "locked", true],
  ["undefined_table", said("42P01"), "unusable", true],
  ["a certificate", said("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate"), "refused", false],
  ["a socket that ended", new Error("Connection terminated unexpectedly"), "unreachable", true],
  [
    "several addresses of one name",
    new AggregateError([said("ECONNREFUSED", "connect ECONNREFUSED ::1:1")]),
    "unreachable",
    true,
  ],
])("%s has its name, and whether it may pass", (_what, error, trouble, passing) => {
  expect(toUnavailable(error, "companion on db:5432")).toMatchObject({ trouble, passing });
});
