import { expect, test } from "vitest";
import type { LogEntry, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import type { Occasion } from "../../../src/evidence/news.ts";
import { answered, MAIN, NEW, OLD, setUp } from "../parts/collecting.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import type { Told } from "../parts/session.ts";
import { said } from "../parts/failure.ts";

const OTHER = "agent:main:other";
const at = NOW - 2 * SECOND;
const two: Told = {
  sessions: [{}, { key: OTHER, sessionId: "other" }],
  entries: { [MAIN]: answered(at), [OTHER]: answered(at) },
};
const POLL: Occasion = { kind: "look", bells: [] };
const rung = (session: string | null, run: string | null = null): Occasion => ({
  kind: "look",
  bells: [{ session, run, isOver: true }],
});
const sessionsOf = (asked: readonly string[]): readonly string[] => asked.map((one) => one.split(" ", 1)[0] ?? "");

test("a bell has its session read and no other", async () => {
  await using all = await setUp(OLD, two);
  await all.read();
  await all.read({ ...two, entries: { ...two.entries, [OTHER]: answered(NOW + SECOND) } }, SECOND, rung(OTHER));
  expect(sessionsOf(all.session.asked).slice(2)).toEqual([OTHER]);
  expect(await all.answers()).toBe(3);
});

const named = (run: string, when: number) => answered(when).map((entry) => ({ ...entry, run }));

test("a turn that rings again after its end was read has nothing read again, and the next one has", async () => {
  const first = { entries: { [MAIN]: named("r1", at) } };
  await using all = await setUp(NEW, first);
  await all.read();
  await all.read(first, SECOND, rung(MAIN, "r1"));
  expect(all.session.asked).toHaveLength(1);
  const second = { entries: { [MAIN]: [...named("r1", at), ...named("r2", NOW + SECOND)] } };
  await all.read(second, SECOND, rung(MAIN, "r2"));
  expect(all.session.asked).toHaveLength(2);
  expect(await all.answers()).toBe(2);
});

test("the session of a job that was read before its model was asked is looked at again, whatever its row says of runs", async () => {
  const key = "agent:main:cron:job1";
  const sessions = [{ key, sessionId: "r1", updatedAt: NOW - SECOND, running: false }];
  const begun: Told = { sessions, entries: { [key]: [] } };
  await using all = await setUp(NEW, begun);
  await all.read();
  await all.read({ sessions, entries: { [key]: answered(NOW + 4 * SECOND) } }, 5 * SECOND, POLL);
  expect(await all.answers()).toBe(1);
});

const decided = (when: number, run: string): LogEntry => ({
  kind: "decision",
  at: when,
  run,
  sessionId: "id",
  outcome: "failed",
  requested: BIG,
  candidate: BIG,
  failure: said("401 no"),
  last: false,
  failedBefore: [],
});

test("lines that come after the end of a turn have its session not read again", async () => {
  const told: Told = { entries: { [MAIN]: named("r1", at) } };
  await using all = await setUp(NEW, told);
  await all.read();
  await all.read({ ...told, log: { entries: [decided(at, "r1")] } }, SECOND, POLL);
  expect(all.session.asked).toHaveLength(1);
  await all.read({ ...told, log: { entries: [decided(NOW, "r2")] } }, SECOND, POLL);
  expect(all.session.asked).toHaveLength(2);
});

test("a session whose turn goes on is left for its own bell, and nothing is made of its lines until then", async () => {
  await using all = await setUp(NEW, two);
  await all.read();
  const awaited = [{ session: MAIN, run: "r2", isOver: false }];
  const meanwhile: Occasion = { kind: "look", bells: [{ session: OTHER, run: "r9", isOver: true }], awaited };
  const touched = { ...two, sessions: [{ updatedAt: NOW + SECOND }, ...(two.sessions?.slice(1) ?? [])] };
  await all.read({ ...touched, log: { entries: [decided(NOW, "r2")] } }, SECOND, meanwhile);
  expect(sessionsOf(all.session.asked).slice(2)).toEqual([OTHER]);
  await all.read(touched, SECOND, rung(MAIN, "r2"));
  expect(sessionsOf(all.session.asked).slice(3)).toEqual([MAIN]);
});

test("a row that was touched by a turn whose end was read has nothing read again", async () => {
  const first: Told = { entries: { [MAIN]: named("r1", at) }, sessions: [{ running: false, lastRun: "r1" }] };
  await using all = await setUp(NEW, first);
  await all.read();
  const row = { updatedAt: NOW - SECOND, running: false };
  await all.read({ ...first, sessions: [{ ...row, lastRun: "r1" }] }, SECOND, POLL);
  expect(all.session.asked).toHaveLength(1);
  await all.read({ ...first, sessions: [{ ...row, updatedAt: NOW, lastRun: "r2" }] }, SECOND, POLL);
  expect(all.session.asked).toHaveLength(2);
});

test("a poll reads the session that was touched without a bell, and nothing where nothing was", async () => {
  await using all = await setUp(OLD, two);
  await all.read();
  await all.read(two, SECOND, POLL);
  expect(all.session.asked).toHaveLength(2);
  await all.read({ ...two, sessions: [{ updatedAt: NOW + SECOND }, ...(two.sessions?.slice(1) ?? [])] }, SECOND, POLL);
  expect(sessionsOf(all.session.asked).slice(2)).toEqual([MAIN]);
});

test("where nobody tells whose a bell is, whatever was touched lately is read", async () => {
  await using all = await setUp(OLD, two);
  await all.read();
  await all.read(two, SECOND, rung(null));
  expect(sessionsOf(all.session.asked).slice(2).toSorted()).toEqual([MAIN, OTHER]);
});

const open: readonly TranscriptEntry[] = [{ kind: "asked", at, prompt: "p", run: null }];

test("an open turn is looked at again without a sign until it is over, and then no more", async () => {
  await using all = await setUp(OLD, { entries: { [MAIN]: open } });
  const { nextIn } = await all.read();
  expect(nextIn).toBeLessThanOrEqual(4 * SECOND);
  const over = { entries: { [MAIN]: [...open, ...answered(at + SECOND).slice(1)] } };
  await all.read(over, nextIn ?? 0, POLL);
  expect(await all.answers()).toBe(1);
  const asked = all.session.asked.length;
  await all.read(over, 20 * SECOND, POLL);
  expect(all.session.asked).toHaveLength(asked);
});

test("a turn that failed is found to be over although its session has moved on and nothing more is told of it", async () => {
  const moved: readonly TranscriptEntry[] = [
    ...open,
    { kind: "failed", at: NOW - SECOND, model: BIG, failure: said("403 <html>"), run: null },
    ...answered(NOW),
  ];
  await using all = await setUp(OLD, { entries: { [MAIN]: moved } });
  await all.read();
  expect((await all.held.ledger().counts("main", NOW)).exhausted["1h"]).toBe(0);
  await all.read(undefined, 20 * SECOND, POLL);
  expect((await all.held.ledger().counts("main", NOW + MINUTE)).exhausted["1h"]).toBe(1);
});

test("a session that nothing more is told of is looked at once more when no turn can be under way", async () => {
  await using all = await setUp(OLD, two);
  await all.read();
  await all.read(two, 29 * MINUTE, POLL);
  expect(all.session.asked).toHaveLength(2);
  await all.read(two, MINUTE + SECOND, POLL);
  await all.read(two, MINUTE, POLL);
  expect(sessionsOf(all.session.asked).slice(2).toSorted()).toEqual([MAIN, OTHER]);
});

const givenUp = (session: string, when: number): readonly LogEntry[] => [
  { kind: "lane-error", at: when, session, model: null, failure: said("No route-compatible authentication source.") },
  { kind: "gave-up", at: when + 100, refused: [] },
];

test("a line about a session that nobody rang for has its transcript read, and its turn counted once", async () => {
  await using all = await setUp(NEW, two);
  await all.read();
  const failed: TranscriptEntry[] = [
    ...answered(at),
    { kind: "asked", at: NOW + SECOND, prompt: "p", run: "r1" },
    { kind: "gave-up", at: NOW + 2 * SECOND, refused: [], run: "r1" },
  ];
  const told = { ...two, entries: { ...two.entries, [OTHER]: failed } };
  await all.read({ ...told, log: { entries: givenUp(OTHER, NOW + 2 * SECOND) } }, 3 * SECOND, POLL);
  expect(sessionsOf(all.session.asked).slice(2)).toEqual([OTHER]);
  // The same line is still known when only another session rings.
  await all.read(told, SECOND, rung(MAIN));
  await all.read(told, SECOND, rung(MAIN));
  expect((await all.held.ledger().counts("main", NOW + MINUTE)).exhausted["1h"]).toBe(1);
});

test("a failure that is written to the log after its answer was read makes a fallback of it", async () => {
  await using all = await setUp(NEW, two);
  await all.read();
  const turn = answered(NOW + SECOND, SMALL).map((entry) => ({ ...entry, run: "r1" }));
  const told = { ...two, entries: { ...two.entries, [MAIN]: [...answered(at), ...turn] } };
  await all.read(told, 2 * SECOND, rung(MAIN));
  const line: LogEntry = { kind: "provider-error", at: NOW + 500, run: "r1", model: BIG, failure: said("401 no") };
  await all.read({ ...told, log: { entries: [line] } }, SECOND, POLL);
  const counts = await all.held.ledger().counts("main", NOW + MINUTE);
  expect([counts.fallbacks["1h"], counts.unauthorized["1h"]]).toEqual([1, 1]);
});

test("after a long turn a page reaches back to its beginning, so that one without an entry is not taken for a part of it", async () => {
  const steps = Array.from(
    { length: 40 },
    (_, index) => ({ kind: "step", at: at + index, model: BIG, run: "r1" }) as const,
  );
  const long: TranscriptEntry[] = [
    ...answered(at - MINUTE).map((entry) => ({ ...entry, run: "r0" })),
    { kind: "asked", at: at - 1, prompt: "p", run: "r1" },
    ...steps,
    { kind: "answered", at: at + 50, model: BIG, run: "r1" },
  ];
  await using all = await setUp(NEW, { entries: { [MAIN]: long } });
  await all.read();
  await all.read({ entries: { [MAIN]: long } }, SECOND, rung(MAIN));
  const [, again] = all.session.asked.map((one) => Number(one.split(" ")[1]));
  expect(again).toBeGreaterThan(42);
  expect(again).toBeLessThan(60);
});
