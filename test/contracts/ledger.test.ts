import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../src/core/evidence.ts";
import { DAY, HOUR, MINUTE } from "../../src/core/time.ts";
import { openLedger } from "../unit/parts/ledger.ts";
import { attempt, attempts, BIG, NOW, ref, SMALL, turn, turns } from "../unit/parts/ledger-words.ts";

const ZERO = { "1h": 0, "24h": 0, "7d": 0 };
const ALL = { "1h": 1, "24h": 1, "7d": 1 };

describe("natural keys", () => {
  test("what is written twice is there once, and says that nothing changed", async () => {
    await using held = await openLedger();
    const evidence: Evidence = { attempts: [attempt("a")], turns: [turn("t")] };
    expect(await held.ledger().record("main", evidence)).toEqual({ changed: 2, leftOut: 0 });
    expect(await held.ledger().record("main", evidence)).toEqual({ changed: 0, leftOut: 0 });
    const { answers, unauthorized } = await held.ledger().counts("main", NOW);
    expect({ answers, unauthorized }).toEqual({ answers: ALL, unauthorized: ALL });
  });

  test("the same key on another gateway is something else", async () => {
    await using held = await openLedger();
    for (const gateway of ["main", "other"]) await held.ledger().record(gateway, turns(turn("t")));
    expect((await held.ledger().counts("main", NOW)).answers).toEqual(ALL);
    expect((await held.ledger().counts("other", NOW)).answers).toEqual(ALL);
    expect((await held.ledger().counts("third", NOW)).answers).toEqual(ZERO);
  });

  test("a provider's word wins over what was taken for a refusal, in whatever order they come", async () => {
    const refusal = attempt("a", { endedBy: "gateway", reason: "resting", status: null, message: "in cooldown" });
    for (const order of [
      [refusal, attempt("a")],
      [attempt("a"), refusal],
    ]) {
      await using held = await openLedger();
      for (const one of order) await held.ledger().record("main", attempts(one));
      const { unauthorized, refusedLocally } = await held.ledger().counts("main", NOW);
      expect({ unauthorized, refusedLocally }).toEqual({ unauthorized: ALL, refusedLocally: ZERO });
      expect(await held.ledger().recentUnauthorized("main", 5)).toMatchObject([{ status: 401, message: "401 no" }]);
    }
  });

  test("whose attempt it was is kept, and filled in when it is learned", async () => {
    const nobody = { session: null, agent: null };
    const refusal = { endedBy: "gateway", reason: "resting", status: null } as const;
    const orders = [
      [attempt("a", nobody), attempt("a")],
      [attempt("a"), attempt("a", nobody)],
      [attempt("a", refusal), attempt("a", nobody)],
      [attempt("a", { ...refusal, ...nobody }), attempt("a")],
    ];
    for (const order of orders) {
      await using held = await openLedger();
      for (const one of order) await held.ledger().record("main", attempts(one));
      const [found] = await held.ledger().recentUnauthorized("main", 5);
      expect(found).toMatchObject({ session: "agent:main:main", agent: "main", endedBy: "provider" });
    }
  });

  test("an answer wins over an exhausted chain, in whatever order they come", async () => {
    const exhausted = turn("t", { answeredBy: null });
    for (const order of [
      [exhausted, turn("t")],
      [turn("t"), exhausted],
    ]) {
      await using held = await openLedger();
      for (const one of order) await held.ledger().record("main", turns(one));
      const { answers, exhausted: none } = await held.ledger().counts("main", NOW);
      expect({ answers, none }).toEqual({ answers: ALL, none: ZERO });
    }
  });

  test("evidence in any order, in any pieces, any number of times, counts the same", async () => {
    const some = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(some, some, async (attemptKeys, turnKeys) => {
        await using held = await openLedger();
        for (const key of attemptKeys) await held.ledger().record("main", attempts(attempt(key)));
        for (const key of turnKeys) await held.ledger().record("main", turns(turn(key)));
        await held.ledger().record("main", {
          attempts: attemptKeys.map((key) => attempt(key)),
          turns: turnKeys.map((key) => turn(key)),
        });
        const counts = await held.ledger().counts("main", NOW);
        expect(counts.unauthorized["1h"]).toBe(new Set(attemptKeys).size);
        expect(counts.answers["1h"]).toBe(new Set(turnKeys).size);
      }),
      { numRuns: 15 },
    );
  });
});

describe("windows", () => {
  test.each([
    ["now", 0, ALL],
    ["just inside the hour", HOUR - 1, ALL],
    ["an hour ago", HOUR, { "1h": 0, "24h": 1, "7d": 1 }],
    ["just inside the day", DAY - 1, { "1h": 0, "24h": 1, "7d": 1 }],
    ["a day ago", DAY, { "1h": 0, "24h": 0, "7d": 1 }],
    ["just inside the week", 7 * DAY - 1, { "1h": 0, "24h": 0, "7d": 1 }],
    ["a week ago", 7 * DAY, ZERO],
    ["a moment ahead, by a clock that is fast", -MINUTE, ALL],
  ])("something that happened %s", async (_what, before, expected) => {
    await using held = await openLedger();
    const at = NOW - before;
    await held.ledger().record("main", {
      attempts: [attempt("a", { at }), attempt("r", { at, endedBy: "gateway", reason: "resting" })],
      turns: [turn("t", { at, answeredBy: SMALL }), turn("x", { at, answeredBy: null })],
    });
    expect(await held.ledger().counts("main", NOW)).toEqual({
      answers: expected,
      chosen: ZERO,
      rerouted: ZERO,
      unknown: ZERO,
      fallbacks: expected,
      unauthorized: expected,
      refusedLocally: expected,
      exhausted: expected,
    });
  });

  test("only a 401 of a provider is one", async () => {
    await using held = await openLedger();
    await held
      .ledger()
      .record(
        "main",
        attempts(
          attempt("a"),
          attempt("b", { reason: "rate-limit", status: 429 }),
          attempt("c", { endedBy: "gateway", reason: "unauthorized", status: 401 }),
        ),
      );
    const { unauthorized, refusedLocally } = await held.ledger().counts("main", NOW);
    expect({ unauthorized, refusedLocally }).toEqual({ unauthorized: ALL, refusedLocally: ALL });
  });

  test.each([
    ["another model than the selected one", SMALL, BIG, 1],
    ["the selected one", BIG, BIG, 0],
    ["the selected one by another way", ref("openai/gpt-5.4"), BIG, 0],
    ["some model, when it is not known what was selected", SMALL, null, 0],
  ])("an answer by %s", async (_what, answeredBy, selected, fallbacks) => {
    await using held = await openLedger();
    await held.ledger().record("main", turns(turn("t", { answeredBy, selected })));
    const counts = await held.ledger().counts("main", NOW);
    expect([counts.answers["1h"], counts.fallbacks["1h"]]).toEqual([1, fallbacks]);
  });
});
