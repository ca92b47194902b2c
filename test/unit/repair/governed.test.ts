import { expect, test } from "vitest";
import { createGovernance } from "../../../src/core/governance.ts";
import { toGoverned } from "../../../src/repair/governed.ts";
import { adminOf } from "./bench/process.ts";
import { setRepairs } from "./bench/setting.ts";
import { english } from "../../../src/words/speak.ts";

const GOVERNANCE = createGovernance([
  { name: "main", admins: ["room:7", "room:8"] },
  { name: "other", admins: null },
]);
const person = (id: string, admin: boolean, platform = "room") => ({ platform, id, name: id, admin });

test.each([
  ["an admin of the platform, at a gateway with admins of its own", person("1", true), "main", false],
  ["an admin of the platform, at any other", person("1", true), "other", true],
  ["an admin of that gateway", person("7", false), "main", true],
  ["an admin of that gateway, at another", person("7", false), "other", false],
  ["the same number on another platform", person("7", false, "elsewhere"), "main", false],
  ["whoever started the companion", person("terminal", true, "terminal"), "main", true],
  ["anybody", person("5", false), "other", false],
])("who governs: %s", (_what, caller, gateway, expected) => {
  expect(GOVERNANCE.governs(GOVERNANCE.toAdmin(caller), gateway)).toBe(expected);
});

test("only the admins of a gateway get plans of it, and no button helps the others", async () => {
  const setting = await setRepairs();
  const repairs = toGoverned(setting.repairs, setting.store, GOVERNANCE);
  const asker = (id: string) => adminOf(id, setting.world);
  const ask = (id: string) => repairs.prescribe({ ...asker(id), gateway: "main" });
  expect(await ask("1")).toMatchObject({
    kind: "unreachable",
    why: "this gateway has admins of its own, and you are none of them",
  });
  expect(await repairs.planUndo({ gateway: "main" }, asker("1"))).toMatchObject({ kind: "unreachable" });
  expect(await repairs.planRelease({ ...asker("1"), gateway: "main" })).toMatchObject({ kind: "unreachable" });
  const plan = await ask("7");
  if (plan.kind !== "plan") throw new Error(plan.kind);
  expect(await repairs.confirm(plan.plan.id, asker("1"))).toMatchObject({ kind: "refused" });
  expect(english(await repairs.cancel(plan.plan.id, asker("1").by))).toContain("Nothing was cancelled");
  expect(await repairs.planUndo({ repair: plan.plan.id }, asker("1"))).toMatchObject({ kind: "unreachable" });
  expect(await repairs.planUndo({ gateway: "main" }, asker("7"))).toEqual({ kind: "none" });
  expect(await repairs.planRelease({ ...asker("7"), gateway: "main" })).toMatchObject({ kind: "ready" });
  expect(await repairs.cancel(plan.plan.id, asker("7").by)).toEqual("Cancelled; nothing was changed.");
  expect(await repairs.confirm(plan.plan.id, asker("7"))).toMatchObject({ kind: "refused" });
});
