import { expect, test } from "vitest";
import { loginOf } from "../../../src/evidence/login.ts";
import { login, provider, type State } from "../parts/diagnose.ts";
import { attempt, NOW } from "../parts/ledger-words.ts";
import { openLedger } from "../parts/ledger.ts";
import { snapshotOf } from "../parts/reporting.ts";

test.each<[what: string, state: State, made: string | null]>([
  ["the only login", {}, "openai-codex:default"],
  [
    "one of two logins",
    { profiles: [login("openai-codex"), { ...login("openai-codex"), id: "openai-codex:b" }] },
    null,
  ],
  ["no login", { profiles: [] }, null],
  ["a key", { providers: [provider("openai-codex", { hasKey: true })] }, "API key of models.providers.openai-codex"],
])("an attempt is made with %s", (_what, state, made) => {
  expect(loginOf(snapshotOf(state), "openai-codex")).toBe(made);
});

test("what an attempt was made with is never worked out anew", async () => {
  await using held = await openLedger();
  for (const made of ["old:login", "new:login"])
    await held.ledger().record("main", { attempts: [attempt("a", { at: NOW, login: made })], turns: [] });
  expect(await held.ledger().recentUnauthorized("main", 1)).toMatchObject([{ login: "old:login" }]);
});
