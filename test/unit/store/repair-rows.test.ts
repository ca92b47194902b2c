import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { planOf } from "../parts/repair.ts";

/** Two repairs that are proved, `id` and `other`, the row of the first as something else wrote it. */
async function openWith(change: string) {
  const folder = makeFolder();
  const store = await openFile(folder, () => 1_000);
  onTestFinished(() => store.close());
  const plan = planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6");
  for (const id of ["id", "other"]) {
    await store.repairs.add({ ...plan, id });
    await store.repairs.move(id, ["planned"], "applying", 0, "confirmed");
    await store.repairs.move(id, ["applying"], "fixed", 0, "proved");
  }
  const file = new DatabaseSync(join(folder, "companion.sqlite"));
  file.exec(`update repairs set ${change} where id = 'id'`);
  file.close();
  return store.repairs;
}

test.each([
  ["a newer release wrote", "plan = json_set(plan, '$.v', 3)"],
  ["is no JSON", "plan = '{'"],
  ["lacks what no plan can be without", "plan = json_remove(plan, '$.by')"],
  ["has a state nobody knows", "state = 'resting'"],
])("a repair that %s is counted, and spoils nothing else", async (_what, change) => {
  const repairs = await openWith(change);
  expect(await repairs.find("id")).toBeNull();
  const { repairs: read, unreadable } = await repairs.latest(9);
  expect([read.map(({ plan }) => plan.id), unreadable]).toEqual([["other"], 1]);
  expect((await repairs.lastToUndo("main"))?.plan.id).toBe("other");
  expect((await repairs.untold(1_000)).map(({ plan }) => plan.id)).toEqual(["other"]);
});

test.each([
  ["where its card stands", "owed = '{\"platform\":1}'"],
  ["where its card stands, which is no JSON,", "owed = '{'"],
  ["who confirmed it", "approved = '[]'"],
])("of a repair of which it cannot be read %s everything else is", async (_what, change) => {
  const repairs = await openWith(change);
  expect(await repairs.find("id")).toMatchObject({ state: "fixed", card: null, approved: null });
});

test("a row of an earlier release is read with what it lacks: carefully, where that is not known", async () => {
  const lacking =
    "plan = json_remove(plan, '$.restarts', '$.steps[0].exact', '$.steps[0].part', '$.command', '$.around')";
  const repair = await (await openWith(lacking)).find("id");
  expect(repair?.plan).toMatchObject({
    restarts: true,
    command: "fix-codex",
    around: { document: {}, running: {} },
    steps: [{ exact: true, part: false }],
  });
  const signIn = await openWith(`plan = json_set(plan, '$.task', json('{"kind":"sign-in","provider":"openai"}'))`);
  expect((await signIn.find("id"))?.plan.task).toEqual({ kind: "sign-in", provider: "openai", refused: true });
});
