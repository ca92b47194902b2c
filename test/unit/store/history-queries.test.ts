import { expect, onTestFinished, test } from "vitest";
import { totalsOf } from "../../../src/core/history-totals.ts";
import { divide, MOST_BUCKETS, startOf } from "../../../src/core/history.ts";
import type { Plan } from "../../../src/core/plan.ts";
import type { RepairState } from "../../../src/core/repair.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";
import type { Store } from "../../../src/core/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { makePlace } from "../parts/place.ts";
import { CLAUDE, CODEX, failureAt, GPT, NOW, turnAt } from "../parts/history-samples.ts";

async function open(clock: () => number = () => NOW): Promise<Store> {
  const place = await makePlace();
  const store = await openStore(place, clock);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  return store;
}

const lastHour = divide(NOW - HOUR, NOW);
const lastDay = divide(NOW - DAY, NOW);

test("answers are counted by model in the bucket they fall into, with those that were fallbacks and those nothing tells of why", async () => {
  const store = await open();
  const turns = [
    turnAt(NOW, GPT),
    turnAt(NOW - 1, GPT),
    turnAt(NOW - 90_000, CODEX),
    turnAt(NOW - 91_000, CODEX, CODEX),
    turnAt(NOW - 92_000, CODEX, null),
    turnAt(NOW - 93_000, null),
  ];
  await store.ledger.record("main", { turns, attempts: [] });
  const { buckets } = await store.histories.history("main", lastHour);
  expect(buckets).toHaveLength(60);
  expect(buckets.at(-1)).toEqual({
    served: [{ model: GPT, count: 2, fallbacks: 0, unknown: 0, firstAt: NOW - 1, lastAt: NOW }],
    unauthorized: null,
    exhausted: null,
  });
  expect(buckets.at(-2)).toEqual({
    served: [{ model: CODEX, count: 3, fallbacks: 1, unknown: 1, firstAt: NOW - 92_000, lastAt: NOW - 90_000 }],
    unauthorized: null,
    exhausted: { count: 1, firstAt: NOW - 93_000, lastAt: NOW - 93_000 },
  });
  expect(buckets.slice(0, -2).every(({ served }) => served.length === 0)).toBe(true);
});

test.each([
  ["at the very start is not counted: it belongs to the time before", NOW - HOUR, []],
  ["right after the start is in the first bucket", NOW - HOUR + 1, [0]],
  ["at the end of a bucket belongs to it", NOW - 59 * MINUTE, [0]],
  ["right after that is in the next", NOW - 59 * MINUTE + 1, [1]],
  ["at the very end is in the last bucket", NOW, [59]],
  ["after the end is not counted", NOW + 1, []],
])("what happens %s", async (_, at, filled) => {
  const store = await open();
  await store.ledger.record("main", { turns: [turnAt(at, GPT)], attempts: [failureAt(at)] });
  const { buckets } = await store.histories.history("main", lastHour);
  expect(buckets.flatMap(({ served }, index) => (served.length > 0 ? [index] : []))).toEqual(filled);
  expect(buckets.flatMap(({ unauthorized }, index) => (unauthorized ? [index] : []))).toEqual(filled);
});

test("only a provider's 401 is one", async () => {
  const store = await open();
  const at = NOW - 5 * MINUTE;
  const attempts = [
    failureAt(at),
    failureAt(at, { endedBy: "gateway" }),
    failureAt(at, { reason: "rate-limit", status: 429 }),
  ];
  await store.ledger.record("main", { turns: [], attempts });
  const { buckets } = await store.histories.history("main", lastHour);
  expect(buckets.flatMap(({ unauthorized }) => unauthorized ?? [])).toEqual([{ count: 1, firstAt: at, lastAt: at }]);
});

test("gateways do not mix, and one that was never read has no record", async () => {
  const store = await open();
  await store.ledger.record("other", { turns: [turnAt(NOW, GPT)], attempts: [failureAt(NOW)] });
  await store.ledger.setRecordSince("other", NOW - HOUR);
  const recorded = await store.histories.history("main", lastHour);
  expect(recorded).toMatchObject({ gateway: "main", repairs: [], recordSince: null });
  expect(recorded.buckets.some(({ served, unauthorized }) => served.length > 0 || unauthorized)).toBe(false);
  expect(await store.histories.history("other", lastHour)).toMatchObject({ recordSince: NOW - HOUR });
});

test("the sums are those of the counts", async () => {
  const store = await open();
  const instants = Array.from({ length: 500 }, (_, index) => NOW - index * 7 * MINUTE - 1);
  const models = [GPT, CODEX, CLAUDE, null];
  await store.ledger.record("main", {
    turns: instants.map((at, index) => turnAt(at, models[index % 4] ?? null)),
    attempts: instants.filter((_, index) => index % 3 === 0).map((at) => failureAt(at)),
  });
  const counts = await store.ledger.counts("main", NOW);
  const recorded = await store.histories.history("main", lastDay);
  const { answers, fallbacks, unauthorized, exhausted } = totalsOf({ ...recorded, seenUntil: NOW });
  expect([answers, fallbacks, unauthorized?.count, exhausted?.count]).toEqual([
    counts.answers["24h"],
    counts.fallbacks["24h"],
    counts.unauthorized["24h"],
    counts.exhausted["24h"],
  ]);
});

test("repairs are marked when they ended, oldest first, and steps on the way are not", async () => {
  let now = NOW - 2 * DAY;
  const store = await open(() => now);
  const run = async (id: string, gateway: string, ends: readonly RepairState[]): Promise<void> => {
    await store.repairs.add(planOf(id, gateway));
    let before: RepairState = "planned";
    for (const state of ["applying", "proving", ...ends] as const) {
      now += MINUTE;
      await store.repairs.move(id, [before], state, 0, "");
      before = state;
    }
  };
  await run("old", "main", ["fixed"]);
  now = NOW - 10 * HOUR;
  await run("elsewhere", "other", ["fixed"]);
  await run("failed", "main", ["reverting", "reverted"]);
  await run("good", "main", ["fixed", "undoing", "undone"]);
  await run("lost", "main", ["unclear"]);
  const start = NOW - 10 * HOUR;
  expect((await store.histories.history("main", lastDay)).repairs).toEqual([
    { at: start + 7 * MINUTE, outcome: "reverted" },
    { at: start + 10 * MINUTE, outcome: "fixed" },
    { at: start + 12 * MINUTE, outcome: "undone" },
    { at: start + 15 * MINUTE, outcome: "unclear" },
  ]);
});

test("a stretch that its buckets do not divide begins in the middle of the first", async () => {
  const store = await open();
  const span = divide(NOW - 90 * MINUTE - 30_000, NOW);
  expect(span.count).toBeLessThanOrEqual(MOST_BUCKETS);
  const start = startOf(span, 0);
  const turns = [turnAt(span.from, GPT), turnAt(span.from + 1, GPT), turnAt(start + 1, GPT)];
  await store.ledger.record("main", { turns, attempts: [] });
  const { buckets } = await store.histories.history("main", span);
  expect(buckets[0]?.served).toEqual([
    { model: GPT, count: 1, fallbacks: 0, unknown: 0, firstAt: span.from + 1, lastAt: span.from + 1 },
  ]);
});

const planOf = (id: string, gateway: string): Plan => ({
  id,
  task: { kind: "change" },
  gateway,
  around: { document: {}, running: {} },
  files: [],
  shows: [],
  remedy: "codex-transport",
  command: "fix-codex",
  title: "Use the transport the model needs",
  why: [],
  steps: [],
  effects: [],
  proves: [],
  answered: [],
  restarts: false,
  baseHash: "",
  by: { platform: "terminal", id: "terminal", name: "operator" },
  place: "terminal",
  createdAt: NOW,
  expiresAt: NOW,
});
