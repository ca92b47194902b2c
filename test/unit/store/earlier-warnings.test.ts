import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/store/migrations/index.ts";
import { openFile } from "../../../src/store/sqlite/open.ts";
import type { Schema } from "../../../src/store/schema.ts";
import { openSqlite } from "../../../src/store/sqlite/database.ts";
import { incident, NOW } from "../parts/incidents.ts";
import { makeFolder } from "../parts/link.ts";

it("what an earlier version kept is read: a lost room is one that is tried again, and incidents keep their impact", async () => {
  using folder = makeFolder();
  const { db } = openSqlite<Schema>(join(folder.path, "companion.sqlite"));
  const provider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };
  await new Migrator({ db, provider }).migrateTo("0006-repair-owed");
  await db
    .insertInto("rooms")
    .values({ platform: "discord", target: "1", state: "lost", by: "companion", at: NOW })
    .execute();
  const { impact, ...rest } = incident();
  const row = { id: rest.id, gateway: rest.gateway, begun_at: NOW, over_at: null };
  await db
    .insertInto("incidents")
    .values({ ...row, incident: JSON.stringify({ ...rest, toll: { ...impact, fallbacks: 3 } }) })
    .execute();
  await db.destroy();

  const store = await openFile(folder.path, () => NOW);
  const to = { platform: "discord", target: "1" };
  expect(await store.outbox.rooms()).toMatchObject([{ to, state: "on" }]);
  expect(await store.outbox.faults()).toMatchObject([{ to, kind: "lost", since: NOW, retryAt: 0 }]);
  expect(await store.incidents.find(rest.id)).toEqual({ ...rest, number: 1, impact: { ...impact, fallbacks: 3 } });
  await store.close();
});
