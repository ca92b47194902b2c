import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { renewFile } from "../../../src/store/sqlite/renew.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";

const NOW = Date.UTC(2026, 2, 7, 9, 15);
const clock = (): number => NOW;

async function makeLedger(): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = makeFolder();
  const store = await openFile(folder, clock);
  await store.memory.keep("name", "text");
  await store.close();
  return { folder, path: join(folder, "companion.sqlite") };
}

test("a good ledger stays", async () => {
  const { folder } = await makeLedger();
  const { store, movedTo } = await renewFile(folder, clock);
  expect(movedTo).toBeNull();
  expect(await store.memory.recall("name")).toBe("text");
  await store.close();
});

test.each<[what: string, damage: (path: string) => void]>([
  ["overwritten", (path) => writeFileSync(path, "this is no database".repeat(1_000))],
  ["cut off", (path) => truncateSync(path, 20_000)],
  [
    "broken in the middle",
    (path) => {
      const bytes = readFileSync(path);
      bytes.fill(0xff, 4_096 * 3, 4_096 * 6);
      writeFileSync(path, bytes);
    },
  ],
])("a ledger that was %s is moved aside, whole, and a new one begun", async (_what, damage) => {
  const { folder, path } = await makeLedger();
  damage(path);
  const broken = readFileSync(path);
  const { store, movedTo } = await renewFile(folder, clock);
  expect(movedTo).toBe(`${path}.damaged-20260307T091500Z`);
  expect(readFileSync(movedTo ?? "")).toEqual(broken);
  expect(await store.memory.recall("name")).toBeNull();
  await store.close();
});

test("a ledger of a newer release is refused by name, and left as it is", async () => {
  const { folder, path } = await makeLedger();
  const database = new DatabaseSync(path);
  database.exec("insert into kysely_migration (name, timestamp) values ('0999-future', '2027')");
  database.close();
  await expect(renewFile(folder, clock)).rejects.toMatchObject({
    trouble: "newer",
    passing: false,
    message: expect.stringMatching(
      /was written by a newer release of the companion \(it has 0999-future, this one knows/,
    ),
  });
  expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
});
