import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { planOf } from "../parts/repair.ts";

test("keeps no way to a card in any file once its end was told, also while others read", async () => {
  const folder = makeFolder();
  const token = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDpmYWtl";
  const isKept = () => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(token));
  const store = await openFile(folder, () => 1_000);
  onTestFinished(() => store.close());
  await store.repairs.add(planOf({}, [{ path: ["a"], after: "b" }], "2026.9.6"));
  const reader = new DatabaseSync(join(folder, "companion.sqlite"));
  onTestFinished(() => reader.close());
  await store.repairs.move("id", ["planned"], "applying", 0, "confirmed");
  await store.repairs.keepCard("id", { platform: "discord", target: "5", message: `reply:1:2:${token}` });
  expect(isKept()).toBe(true);
  await store.repairs.move("id", ["applying"], "fixed", 0, "proved");
  reader.exec("begin; select * from repairs");
  setTimeout(() => reader.exec("commit"), 50);
  await store.repairs.told("id");
  expect(isKept()).toBe(false);
  expect(await store.repairs.find("id")).toMatchObject({ state: "fixed" });
});
