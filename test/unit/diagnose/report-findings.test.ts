import { describe, expect, test } from "vitest";
import type { Rule } from "../../../src/core/diagnosis.ts";
import type { RuleId } from "../../../src/core/rules.ts";
import { toFacts } from "../../../src/core/failure.ts";
import { HOUR } from "../../../src/core/time.ts";
import { said } from "../parts/failure.ts";
import { agent, provider, type State } from "../parts/diagnose.ts";
import { AWAY, report, snapshotOf } from "../parts/reporting.ts";
import { attempt, NOW, SMALL, turn } from "../parts/ledger-words.ts";

const tell = (id: RuleId): Rule => ({
  id,
  inspect: ({ failures }) =>
    failures.map(() => ({
      rule: id,
      severity: "critical",
      title: id,
      explanation: ["x"],
      remedy: null,
      agents: ["main"],
    })),
});

const shown = async (message: string | null, state: State = {}) => {
  const { unauthorized } = await report(
    { snapshot: snapshotOf(state) },
    { attempts: [attempt("a", toFacts("provider", said(message, { status: 401 })))], turns: [] },
  );
  return unauthorized[0];
};

describe("a 401 as it is shown", () => {
  test.each<[message: string | null, scopes: readonly string[]]>([
    ["401 Missing scopes: api.responses.write. Check that you have the role", ["api.responses.write"]],
    ["401 Missing scope: model.request", ["model.request"]],
    ["Missing scopes: api.responses.write, model.request.", ["api.responses.write", "model.request"]],
    ["401 no", []],
    [null, []],
    ["Missing scopes: operator-login, agent:main:main.", []],
    ["Missing scopes: my_session x@y", []],
    ["Missing scopes: somebodys-login.", []],
  ])("%j misses %j", async (message, scopes) => {
    expect((await shown(message))?.missingScopes).toEqual(scopes);
  });

  test.each([["openai-codex:default"], [null]])(
    "it was made with %j, as it was known when it was read",
    async (login) => {
      const made = { attempts: [attempt("a", { login })], turns: [] };
      const snapshot = snapshotOf({ providers: [provider("openai-codex", { hasKey: true })] });
      expect((await report({ snapshot }, made)).unauthorized).toMatchObject([{ profile: login }]);
    },
  );

  test("three are shown, the newest first", async () => {
    const attempts = [1, 2, 3, 4].map((index) => attempt(`a${index}`, { at: NOW - index }));
    const { unauthorized } = await report({}, { attempts, turns: [] });
    expect(unauthorized.map(({ attempt: { key } }) => key)).toEqual(["a1", "a2", "a3"]);
  });
});

describe("diagnoses", () => {
  const failed = { attempts: [attempt("a")], turns: [] };

  test("are made of what failed, alike ones once", async () => {
    const twice = { attempts: [attempt("a"), attempt("b", { message: "other words" })], turns: [] };
    expect((await report({}, twice, [tell("unauthorized")])).diagnoses).toHaveLength(1);
  });

  test("are not made of a failure after which the model has served again", async () => {
    const served = { ...failed, turns: [turn("t", { at: NOW })] };
    expect((await report({}, served, [tell("unauthorized")])).diagnoses).toEqual([]);
  });

  test("are made of a failure after which another model served", async () => {
    const served = { ...failed, turns: [turn("t", { at: NOW, answeredBy: SMALL })] };
    expect((await report({}, served, [tell("unauthorized")])).diagnoses).toHaveLength(1);
  });

  test("are not made of a fallback's failure after which the selected model answers again", async () => {
    const served = { attempts: [attempt("a", { model: SMALL })], turns: [turn("t", { at: NOW })] };
    expect((await report({}, served, [tell("unauthorized")])).diagnoses).toEqual([]);
  });

  test("are made of a fallback's failure before which the selected model answered", async () => {
    const before = { attempts: [attempt("a", { model: SMALL })], turns: [turn("t", { at: NOW - HOUR })] };
    const agents = [agent("openai-codex/gpt-5.4", "main", "openai-codex/gpt-5.3-codex")];
    expect((await report({ snapshot: snapshotOf({ agents }) }, before, [tell("unauthorized")])).diagnoses).toHaveLength(
      1,
    );
  });

  test("are not made of what failed more than a day ago", async () => {
    const old = { attempts: [attempt("a", { at: NOW - 25 * HOUR })], turns: [] };
    expect((await report({}, old, [tell("unauthorized")])).diagnoses).toEqual([]);
  });

  test("give way to one that says the same more precisely", async () => {
    const found = (await report({}, failed, [tell("unauthorized"), tell("restricted-key")])).diagnoses;
    expect(found.map(({ rule }) => rule)).toEqual(["restricted-key"]);
  });

  test("are not made of what failed before a repair was proved, and the repair is said until somebody was answered", async () => {
    const mended = { at: NOW, by: "an admin", agents: ["main"] };
    const fellBack = { ...failed, turns: [turn("t", { answeredBy: SMALL })] };
    const waiting = await report({ mended }, fellBack, [tell("unauthorized")]);
    expect(waiting).toMatchObject({ diagnoses: [], mended, agents: [{ verdict: "idle" }] });
    const later = { ...mended, at: NOW - HOUR };
    const again = await report({ mended: later }, fellBack, [tell("unauthorized")]);
    expect(again).not.toHaveProperty("mended");
    expect(again.diagnoses).toHaveLength(1);
    const other = await report({ mended: { ...mended, agents: ["ops"] } }, fellBack, [tell("unauthorized")]);
    expect(other.diagnoses).toHaveLength(1);
  });

  test("are not made while the gateway cannot be read", async () => {
    expect(await report({ link: AWAY }, failed, [tell("unauthorized")])).toMatchObject({
      diagnoses: [],
      cannotTell: [],
    });
  });

  test("that cannot be made say why", async () => {
    const blind: Rule = { id: "unauthorized", inspect: () => ({ cannotTell: "it is dark" }) };
    expect((await report({}, failed, [blind])).cannotTell).toEqual([{ rule: "unauthorized", why: "it is dark" }]);
  });
});
