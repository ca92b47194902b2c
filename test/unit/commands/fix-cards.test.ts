import { expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { writePrescription } from "../../../commands/fix-cards/prescription.ts";
import { writeProgress, writeResumed } from "../../../commands/fix-cards/progress.ts";
import type { Planned, Progress } from "../../../src/core/repairs.ts";
import { toRelease } from "../../../src/repair/plan/release.ts";
import { speak } from "../../../src/words/speak.ts";
import { planOf } from "../parts/repair.ts";
import { NOW } from "../parts/ledger-words.ts";
import type { PinnedSession } from "../../../src/core/gateway.ts";

const one = (session: string, by: PinnedSession["by"]): PinnedSession => ({
  session,
  agent: "main",
  model: { provider: "openai-codex", model: "gpt-5.4" },
  by,
});
const plan = planOf({}, [{ path: ["a"], after: "b" }], "2026.5.28");
const progress = (rest: Partial<Progress>): Progress => ({
  plan,
  state: "fixed",
  lines: [{ at: NOW, text: "Proved: 401 Missing scopes." }],
  pinned: [],
  release: toRelease(rest.pinned ?? [], "main", { by: plan.by, place: "room", now: NOW }, () => "next"),
  ...rest,
});

test("a repair that is proved lists the sessions that stay on the fallback, and offers to release the gateway's own", () => {
  const card = writeProgress(
    progress({ pinned: [one("agent:main:main", "gateway"), one("agent:main:mine", "person")] }),
  );
  expect(card.actions?.map(({ label }) => label)).toEqual(["Release 1 session", "Undo"]);
  const text = JSON.stringify(speak(card, "en").blocks);
  expect(text).toContain("agent:main:main");
  expect(text).toContain("People chose the model of these");
});

test.each<[what: string, pinned: readonly PinnedSession[], buttons: readonly string[]]>([
  ["none stays", [], ["Undo"]],
  ["people chose all of them", [one("a", "person")], ["Undo"]],
  ["there are several", [one("a", "gateway"), one("b", "gateway")], ["Release 2 sessions", "Undo"]],
])("the buttons of a repair that is proved, when %s", (_what, pinned, buttons) => {
  expect(writeProgress(progress({ pinned })).actions?.map(({ label }) => label)).toEqual(buttons);
});

test("a plan is confirmed or cancelled by whoever asked; a second admin confirms it, and has nothing to cancel", () => {
  const buttons = (approvedBy: Planned["approvedBy"]) =>
    (writePlan({ plan, approvedBy }).actions ?? []).map(({ args, confirms = false }) => [args["decision"], confirms]);
  expect(buttons(null)).toEqual([
    ["confirm", true],
    ["cancel", false],
  ]);
  const ada = { platform: "room", id: "2", name: "Ada" };
  expect(buttons(ada)).toEqual([["confirm", true]]);
  expect(JSON.stringify(speak(writePlan({ plan, approvedBy: ada }), "en").blocks)).toContain("Ada");
});

test("a plan shows no secret that stands in a value it sets", () => {
  const secret = "sk-proj-made-up-000000000000000000000000";
  const telling = planOf({}, [{ path: ["a"], after: { note: `with ${secret}` } }], "2026.9.6");
  const shown = JSON.stringify(speak(writePlan({ plan: telling, approvedBy: null }), "en"));
  expect(shown).toContain("a.note");
  expect(shown).not.toContain(secret.slice(8));
});

test("what others read too says how a repair ended, and nothing that only admins may know", () => {
  const card = speak(writeResumed(progress({ state: "reverted" })), "en");
  expect(card.title).toBe("Not fixed; the change was undone on main");
  expect(JSON.stringify(card)).not.toContain("Missing scopes");
});

test("what to do on the host of a gateway that does not start is told where it may not start, and nowhere else", () => {
  const away = { kind: "unreachable", why: "no link", fix: "look there" } as const;
  const told = (isDown?: true) =>
    JSON.stringify(speak(writePrescription({ ...away, ...(isDown && { isDown }) }, "main"), "en"));
  expect(told(true)).toContain("openclaw config unset models.providers.openai-codex");
  expect(told()).toContain("look there");
  expect(told()).not.toContain("openclaw config");
});
