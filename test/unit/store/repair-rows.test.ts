import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { planOf } from "../parts/repair.ts";

async function openPlanned() {
  const folder = makeFolder();
  const store = await openFile(folder, () => 1_000);
  const file = new DatabaseSync(join(folder, "companion.sqlite"));
  onTestFinished(async () => {
    file.close();
    await store.close();
  });
  await store.repairs.add(planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"));
  return { file, repairs: store.repairs };
}

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
  ["where its card stands, which a newer release wrote,", `owed = '{"v":2,"platform":"a","target":"b","message":"c"}'`],
  ["who confirmed it", "approved = '[]'"],
  [
    "who confirmed it, which a newer release wrote,",
    `approved = '{"v":2,"by":{"platform":"a","id":"b","name":"c"},"at":1}'`,
  ],
])("of a repair of which it cannot be read %s everything else is", async (_what, change) => {
  const repairs = await openWith(change);
  expect(await repairs.find("id")).toMatchObject({ state: "fixed", card: null, approved: null });
});

const CARD = { platform: "telegram", target: "5", message: "7" };
const ADA = { platform: "room", id: "2", name: "Ada" };

test("where its card stands and who confirmed it carry a version, and rows of before are read without one", async () => {
  const { file, repairs } = await openPlanned();
  await repairs.approve("id", ADA);
  await repairs.move("id", ["planned"], "applying", 0, "confirmed", CARD);
  const columns = "json_extract(owed, '$.v') as owed, json_extract(approved, '$.v') as approved";
  expect({ ...file.prepare(`select ${columns} from repairs`).get() }).toEqual({ owed: 1, approved: 1 });
  const read = { card: CARD, approved: { by: ADA, at: 1_000 } };
  expect(await repairs.find("id")).toEqual(expect.objectContaining(read));
  file.exec("update repairs set owed = json_remove(owed, '$.v'), approved = json_remove(approved, '$.v')");
  expect(await repairs.find("id")).toEqual(expect.objectContaining(read));
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
  const undo = `json_set(json_remove(plan, '$.command'), '$.remedy', 'set-model', '$.task', json('{"kind":"undo","repair":"one","over":false}'))`;
  expect((await (await openWith(`plan = ${undo}`)).find("id"))?.plan.command).toBe("undo-fix");
  const signIn = await openWith(`plan = json_set(plan, '$.task', json('{"kind":"sign-in","provider":"openai"}'))`);
  expect((await signIn.find("id"))?.plan.task).toEqual({ kind: "sign-in", provider: "openai", refused: true });
});
