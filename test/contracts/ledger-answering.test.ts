import { expect, test } from "vitest";
import type { Turn } from "../../src/core/evidence.ts";
import { formatModel, type ModelRef } from "../../src/core/model.ts";
import { HOUR, MINUTE } from "../../src/core/time.ts";
import { openLedger } from "../unit/parts/ledger.ts";
import { attempt, attempts, BIG, NOW, ref, SMALL, turn, turns } from "../unit/parts/ledger-words.ts";

/** Turns in words, a minute each: `big`, `small`, or `none` answered; `OTHER:` before it names the agent. */
const history = (words: string): readonly Turn[] =>
  words.split(" ").map((word, index) => {
    const [by = "", agent = "main"] = word.split(":").toReversed();
    const answeredBy = by === "none" ? null : by === "big" ? BIG : SMALL;
    return turn(`t${index}`, { agent, answeredBy, at: NOW - HOUR + index * MINUTE });
  });
const FALLBACK: Partial<Turn> = { answeredBy: SMALL };
const CHOSEN: Partial<Turn> = { answeredBy: SMALL, selected: SMALL, judged: "chosen", wish: "chosen" };
const UNKNOWN: Partial<Turn> = { answeredBy: SMALL, selected: null };
const REROUTED: Partial<Turn> = { answeredBy: ref("openai/gpt-5.4"), judged: "rerouted", witness: "attempt" };

const OTHER = ref("anthropic/claude-sonnet-4-6");

const minute = (index: number): number => NOW - HOUR + index * MINUTE;

test.each<[words: string, by: typeof BIG, since: number, last: number, fallback: boolean]>([
  ["big", BIG, 0, 0, false],
  ["big big big", BIG, 0, 2, false],
  ["big small small", SMALL, 1, 2, true],
  ["small big", BIG, 1, 1, false],
  ["small big small", SMALL, 2, 2, true],
  ["small none small", SMALL, 0, 2, true],
  ["big small none", SMALL, 1, 1, true],
  ["big ops:small big", BIG, 0, 2, false],
])("after %s, who answers, since when and last when", async (words, model, since, last, fallback) => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(...history(words)));
  const main = (await held.ledger().answering("main")).find(({ agent }) => agent === "main");
  expect(main).toMatchObject({ agent: "main", model, since: minute(since), lastAt: minute(last), fallback });
});

test("a turn that was read late takes its place by its instant", async () => {
  await using held = await openLedger();
  for (const one of history("small big small").toReversed()) await held.ledger().record("main", turns(one));
  expect(await held.ledger().answering("main")).toMatchObject([{ model: SMALL, since: minute(2) }]);
});

test("two answers in the same instant: the one read last is the newest", async () => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(turn("a", { answeredBy: SMALL }), turn("b")));
  expect(await held.ledger().answering("main")).toMatchObject([{ model: BIG, since: NOW - 1_000 }]);
});

test("every agent has its own answer and its own last turn", async () => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(...history("big ops:small none")));
  expect((await held.ledger().answering("main")).map(({ agent, model }) => [agent, formatModel(model)])).toEqual([
    ["main", formatModel(BIG)],
    ["ops", formatModel(SMALL)],
  ]);
  expect((await held.ledger().lastTurns("main")).map(({ agent, answeredBy }) => [agent, answeredBy])).toEqual([
    ["main", null],
    ["ops", SMALL],
  ]);
});

test("an agent that never got an answer has a last turn and nobody who answers", async () => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(...history("none")));
  expect(await held.ledger().answering("main")).toEqual([]);
  expect(await held.ledger().lastTurns("main")).toHaveLength(1);
});

test("nothing of another gateway is told", async () => {
  await using held = await openLedger();
  await held.ledger().record("other", { attempts: [attempt("a")], turns: [turn("t")] });
  expect(await held.ledger().answering("main")).toEqual([]);
  expect(await held.ledger().lastTurns("main")).toEqual([]);
  expect(await held.ledger().lastServed("main")).toEqual([]);
  expect(await held.ledger().failures("main", 0)).toEqual([]);
  expect(await held.ledger().recentUnauthorized("main", 5)).toEqual([]);
});

test("when each model answered last", async () => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(...history("big small big none")));
  const served = (await held.ledger().lastServed("main")).map(({ model, at }) => [formatModel(model), at]);
  expect(new Map(served.map(([name, at]) => [name, at]))).toEqual(
    new Map([
      [formatModel(BIG), minute(2)],
      [formatModel(SMALL), minute(1)],
    ]),
  );
});

test("the latest 401s come newest first, as many as asked for", async () => {
  await using held = await openLedger();
  const all = [1, 2, 3, 4].map((index) => attempt(`a${index}`, { at: minute(index), session: `s${index}` }));
  await held.ledger().record("main", attempts(...all, attempt("other", { reason: "server", status: 500, at: NOW })));
  expect((await held.ledger().recentUnauthorized("main", 3)).map(({ session }) => session)).toEqual(["s4", "s3", "s2"]);
});

test("alike failures stand together, newest kind first, with how many and since when", async () => {
  await using held = await openLedger();
  await held
    .ledger()
    .record(
      "main",
      attempts(
        attempt("a", { at: minute(1) }),
        attempt("b", { at: minute(3) }),
        attempt("c", { at: minute(2), reason: "server", status: 500, message: "500 no" }),
        attempt("d", { at: minute(4), agent: "ops" }),
        attempt("e", { at: minute(5), model: ref("openai/gpt-5.5") }),
        attempt("old", { at: minute(-1) }),
      ),
    );
  const found = await held.ledger().failures("main", minute(0));
  expect(found.map(({ agent, reason, count, firstAt, lastAt }) => [agent, reason, count, firstAt, lastAt])).toEqual([
    ["main", "unauthorized", 1, minute(5), minute(5)],
    ["ops", "unauthorized", 1, minute(4), minute(4)],
    ["main", "unauthorized", 2, minute(1), minute(3)],
    ["main", "server", 1, minute(2), minute(2)],
  ]);
});

test.each<[words: string, told: readonly Partial<Turn>[], judged: string, askedAt: number | null]>([
  ["the primary", [{}], "asked", 0],
  ["the primary, and then a chosen one", [{}, CHOSEN], "asked", 0],
  ["chosen ones alone", [CHOSEN, CHOSEN], "chosen", null],
  ["a fallback, and then a chosen one", [FALLBACK, CHOSEN], "fallback", null],
  ["the primary, a fallback and a chosen one", [{}, FALLBACK, CHOSEN], "fallback", 0],
  ["one of which nobody knows why", [{}, UNKNOWN], "unknown", 0],
  ["the same model over another route", [REROUTED], "rerouted", null],
])("what somebody chose says nothing of the primary: after %s", async (_words, told, judged, askedAt) => {
  await using held = await openLedger();
  const all = told.map((one, index) => turn(`t${index}`, { at: minute(index), ...one }));
  await held.ledger().record("main", turns(...all));
  expect(await held.ledger().answering("main")).toMatchObject([
    { judged, askedAt: askedAt === null ? null : minute(askedAt) },
  ]);
  expect(await held.ledger().lastTurns("main")).toMatchObject([{ judged }]);
});

test("good answers are in a row although somebody chose one in between", async () => {
  await using held = await openLedger();
  const told = [FALLBACK, {}, CHOSEN, {}].map((one, index) => turn(`t${index}`, { at: minute(index), ...one }));
  await held.ledger().record("main", turns(...told));
  expect((await held.ledger().impactSince("main", 0)).goodInARow).toBe(2);
});

test("an answer that somebody chose does not count as good, and is told apart from the last one of its agent's chain", async () => {
  await using held = await openLedger();
  const told = [FALLBACK, { ...CHOSEN, answeredBy: BIG }].map((one, index) =>
    turn(`t${index}`, { at: minute(index), ...one }),
  );
  await held.ledger().record("main", turns(...told));
  expect((await held.ledger().impactSince("main", 0)).goodInARow).toBe(0);
  const served = (await held.ledger().lastServed("main")).toSorted((a, b) => a.at - b.at);
  expect(served).toEqual([
    { agent: "main", model: SMALL, wish: "primary", at: minute(0) },
    { agent: "main", model: BIG, wish: "chosen", at: minute(1) },
  ]);
});

test("on what a session stood before an instant", async () => {
  await using held = await openLedger();
  await held.ledger().record("main", turns(turn("a", { at: minute(0), ...FALLBACK }), turn("b", { at: minute(2) })));
  const stoodOn = (at: number) => held.ledger().stoodOn("main", "agent:main:main", at, null);
  expect([await stoodOn(minute(0)), await stoodOn(minute(1)), await stoodOn(minute(3))]).toEqual([null, SMALL, null]);
  expect(await held.ledger().stoodOn("main", "agent:main:other", minute(1), null)).toBeNull();
});

test.each<[what: string, heartbeat: Partial<Turn>, of: readonly (ModelRef | null)[]]>([
  ["that were answered by it", { ...CHOSEN, answeredBy: BIG, selected: BIG }, [SMALL, null, null]],
  ["whose fallback holds it", { answeredBy: OTHER, selected: BIG, wish: "chosen" }, [OTHER, OTHER, OTHER]],
])("on what a session stood after heartbeats with a model of their own, %s", async (_what, heartbeat, of) => {
  await using held = await openLedger();
  const told = [turn("a", { at: minute(0), ...FALLBACK }), turn("b", { at: minute(1), ...heartbeat })];
  await held.ledger().record("main", turns(...told));
  const stoodOn = (model: ModelRef | null) => held.ledger().stoodOn("main", "agent:main:main", minute(2), model);
  expect([await stoodOn(BIG), await stoodOn(SMALL), await stoodOn(null)]).toEqual(of);
});

test("what answers cost is summed exactly, and answers without a price are told apart", async () => {
  await using held = await openLedger();
  const cents = Array.from({ length: 10 }, (_, index) => turn(`c${index}`, { at: minute(index), cost: 0.1 }));
  const others = [
    turn("free", { at: minute(10) }),
    turn("none", { at: minute(11), answeredBy: null }),
    turn("paid", { at: minute(12), ...FALLBACK, cost: 0.000_002 }),
    turn("unpriced", { at: minute(13), ...REROUTED }),
  ];
  await held.ledger().record("main", turns(...cents, ...others));
  expect(await held.ledger().spentSince("main", minute(0))).toEqual({ usd: 1.000_002, priced: 11, unpriced: 2 });
  expect(await held.ledger().spentSince("main", minute(9))).toEqual({ usd: 0.100_002, priced: 2, unpriced: 2 });
  expect(await held.ledger().spentSince("other", 0)).toEqual({ usd: 0, priced: 0, unpriced: 0 });
  expect((await held.ledger().impactSince("main", 0)).spent).toEqual({ usd: 0.000_002, priced: 1, unpriced: 1 });
});
