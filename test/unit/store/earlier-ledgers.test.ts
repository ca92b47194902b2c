import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";

const LEDGERS = join(import.meta.dirname, "..", "..", "fixtures", "ledgers");
const FILES = globSync("*.sql", { cwd: LEDGERS }).toSorted();

/** A ledger as a released schema left it. */
async function openEarlier(file: string) {
  const folder = makeFolder();
  const database = new DatabaseSync(join(folder, "companion.sqlite"));
  database.exec(readFileSync(join(LEDGERS, file), "utf8"));
  database.close();
  const store = await openFile(folder, () => 10_000);
  onTestFinished(() => store.close());
  return store;
}

test("there is one of every schema that had repairs in it or came before", () => {
  expect(FILES.map((file) => basename(file, ".sql").slice(0, 4))).toEqual([
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
  ]);
});

test.each(FILES)("a ledger of %s is opened, brought up to date, and keeps a plan", async (file) => {
  const store = await openEarlier(file);
  expect(await store.audit.latest(1, 0)).toEqual([]);
  const { repairs, unreadable } = await store.repairs.latest(10);
  expect([repairs.length, unreadable]).toEqual(file.startsWith("0001") ? [0, 0] : [2, 1]);
});

test.each(FILES.filter((file) => !file.startsWith("0001")))(
  "a repair in a ledger of %s can be undone and gone on with",
  async (file) => {
    const { repairs } = await openEarlier(file);
    expect(await repairs.find("damaged")).toBeNull();
    const fixed = await repairs.find("fixed");
    expect(fixed).toMatchObject({
      state: "fixed",
      approved: null,
      plan: { task: { kind: "change" }, restarts: true, files: [] },
    });
    expect(fixed?.plan.steps[0]).toMatchObject({
      exact: true,
      part: false,
      changes: [{ path: ["models", "providers", "openai-codex"] }],
    });
    expect(fixed?.plan.why).toHaveLength(2);
    expect(fixed?.card ?? null).toEqual(
      file.startsWith("0006") ? { platform: "telegram", target: "5", message: "7" } : null,
    );
    expect((await repairs.unfinished()).map(({ plan, state }) => [plan.id, state])).toEqual([
      ["undoing", "overwriting"],
    ]);
    expect(await repairs.events("fixed")).toEqual([
      { repair: "fixed", at: 1_000, event: "fixed", detail: "as it was" },
    ]);
  },
);

test("a damaged row hides no repair that can be undone", async () => {
  const { repairs } = await openEarlier("0006-repair-owed.sql");
  expect((await repairs.lastToUndo("main"))?.plan.id).toBe("fixed");
});
