import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Quiet } from "../../../src/core/quiet.ts";
import { ledgerPath, openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";

const QUIET: Quiet = { kind: "hours", gateway: null, from: 60, until: 120, by: "Ada" };

test("a damaged row of what was set ahead, of a place or of a code hides no other", async () => {
  const folder = makeFolder();
  const store = await openFile(folder, () => 1);
  onTestFinished(() => store.close());
  await store.quiets.add(QUIET);
  const file = new DatabaseSync(ledgerPath(folder));
  file.exec(`
    insert into quiet_times (quiet) values ('{"kind":');
    insert into places (platform, id, put_by, state, at) values ('discord', '1', '{"na', 'told', 1);
    insert into setup_codes (id, hash, purpose, expires_at, use) values ('c', 'h', 'admin', 9, '{');
  `);
  file.close();
  expect((await store.quiets.all()).map(({ quiet }) => quiet)).toEqual([QUIET]);
  expect(await store.places.all()).toMatchObject([{ id: "1", by: null, state: "told" }]);
  expect(await store.enrolment.useOf("c")).toBeNull();
});
