import { expect, test } from "vitest";
import { writeProgress, writeResumed } from "../../../commands/fix-cards/progress.ts";
import type { Stray } from "../../../src/core/gateway-admin.ts";
import type { Progress } from "../../../src/core/repair-desk.ts";
import { planOf } from "../parts/repair.ts";
import { NOW } from "../parts/ledger-words.ts";

const stray = (session: string, by: Stray["by"]): Stray => ({
  session,
  agent: "main",
  model: { provider: "openai-codex", model: "gpt-5.4" },
  by,
});
const progress = (rest: Partial<Progress>): Progress => ({
  plan: planOf({}, [{ path: ["a"], after: "b" }], "2026.5.28"),
  state: "fixed",
  lines: [{ at: NOW, text: "Proved: 401 Missing scopes." }],
  strays: [],
  ...rest,
});

test("a repair that is proved lists the sessions that stay on the fallback, and offers to release the gateway's own", () => {
  const card = writeProgress(
    progress({ strays: [stray("agent:main:main", "gateway"), stray("agent:main:mine", "person")] }),
  );
  expect(card.actions?.map(({ label }) => label)).toEqual(["Release 1 session", "Undo"]);
  const text = JSON.stringify(card.blocks);
  expect(text).toContain("agent:main:main");
  expect(text).toContain("People chose the model of these");
});

test.each<[what: string, strays: readonly Stray[], buttons: readonly string[]]>([
  ["none stays", [], ["Undo"]],
  ["people chose all of them", [stray("a", "person")], ["Undo"]],
  ["there are several", [stray("a", "gateway"), stray("b", "gateway")], ["Release 2 sessions", "Undo"]],
])("the buttons of a repair that is proved, when %s", (_what, strays, buttons) => {
  expect(writeProgress(progress({ strays })).actions?.map(({ label }) => label)).toEqual(buttons);
});

test("what others read too says how a repair ended, and nothing that only admins may know", () => {
  const card = writeResumed(progress({ state: "reverted" }));
  expect(card.title).toBe("Not fixed; the change was undone");
  expect(JSON.stringify(card)).not.toContain("Missing scopes");
});
