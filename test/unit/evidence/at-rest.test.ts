import { expect, test } from "vitest";
import type { LogEntry, TranscriptEntry } from "../../../src/core/record.ts";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { answered, MAIN, NEW, setUp } from "../parts/collecting.ts";
import { NOW, BIG, SMALL } from "../parts/ledger-words.ts";
import type { Told } from "../parts/session.ts";
import { said } from "../parts/failure.ts";

const END = NOW - 10 * MINUTE;
const ended = answered(END).map((entry) => ({ ...entry, run: "r1" }));
const entries = { [MAIN]: ended };
/** It says when a run is under way, and touches the row when it ends. */
const over = { updatedAt: END + SECOND, running: false } as const;
const known: Told = { sessions: [over], entries };
const failed = { model: BIG, failure: said("401 no") } as const;

const decided = (at: number): LogEntry => ({
  kind: "lane-error",
  at,
  session: MAIN,
  ...failed,
});

test.each<[what: string, told: Told, later: number, asked: number]>([
  ["nothing was said of it since", known, SECOND, 0],
  ["nothing was said of it for long", known, HOUR, 0],
  ["its row was touched", { ...known, sessions: [{ ...over, updatedAt: NOW }] }, SECOND, 1],
  ["a run is under way in it", { ...known, sessions: [{ ...over, running: true }] }, SECOND, 1],
  ["a new line is about it", { ...known, log: { entries: [decided(NOW)] } }, SECOND, 1],
  [
    "a line is about it that may not have been all when it was read",
    { ...known, log: { entries: [decided(NOW - MINUTE)] } },
    SECOND,
    1,
  ],
  ["a line is about it that was all when it was read", { ...known, log: { entries: [decided(END)] } }, SECOND, 0],
  [
    "nobody knows whether a line is about it",
    { ...known, log: { entries: [{ kind: "provider-error", at: END, run: "r1", ...failed }] } },
    SECOND,
    1,
  ],
  [
    "a line of nobody knows whom was written after it",
    { ...known, log: { entries: [{ kind: "provider-error", at: NOW, run: "r9", ...failed }] } },
    SECOND,
    0,
  ],
])("a process that begins reads a session again, or not, where %s", async (_what, told, later, asked) => {
  await using all = await setUp(NEW, known);
  await all.read();
  all.restart();
  const before = all.session.asked.length;
  await all.read(told, later);
  expect(all.session.asked.length - before).toBe(asked);
  expect(await all.answers()).toBe(1);
});

test.each<[what: string, told: Told]>([
  ["something was open when it was read", { sessions: [over], entries: { [MAIN]: ended.slice(0, 1) } }],
  ["nothing says whether a run is under way", { sessions: [{ updatedAt: END + SECOND }], entries }],
])("a process that begins reads a session again where %s", async (_what, told) => {
  await using all = await setUp(NEW, told);
  await all.read();
  all.restart();
  const before = all.session.asked.length;
  await all.read(told, SECOND);
  expect(all.session.asked.length - before).toBe(1);
});

test("a failure that is told after a restart, of a turn that was read before, makes a fallback of it", async () => {
  await using all = await setUp(NEW);
  const turn = answered(END, SMALL).map((entry) => ({ ...entry, run: "r1" }));
  const told = { sessions: [over], entries: { [MAIN]: turn } };
  await all.read({ ...told, log: { from: NOW - HOUR } });
  all.restart();
  const line = { kind: "provider-error", at: END - 500, run: "r1", ...failed } as const;
  await all.read({ ...told, log: { entries: [line] } }, SECOND);
  const { fallbacks, chosen } = await all.held.ledger().counts("main", NOW);
  expect([fallbacks["7d"], chosen["7d"]]).toEqual([1, 0]);
});

test("lines of sessions that are not read again are no turns that left nothing", async () => {
  const lines = [
    {
      ...decided(END - 2 * SECOND),
      failure: said("No route-compatible authentication source is configured for openai."),
    },
    { kind: "gave-up", at: END - 1_900, refused: [] },
  ] as const;
  const gaveUp: TranscriptEntry[] = [
    { kind: "asked", at: END - 3 * SECOND, prompt: "p", run: "r1" },
    { kind: "gave-up", at: END - 1_800, refused: [], run: "r1" },
  ];
  const told = { sessions: [over], entries: { [MAIN]: gaveUp }, log: { entries: lines } };
  await using all = await setUp(NEW, told);
  await all.read();
  const counts = await all.held.ledger().counts("main", NOW);
  expect(counts.exhausted["1h"]).toBe(1);
  for (const _ of [1, 2]) {
    all.restart();
    await all.read(told, MINUTE);
  }
  expect(all.session.asked).toHaveLength(1);
  expect(await all.held.ledger().counts("main", NOW)).toEqual(counts);
});

test.each<[what: string, says: (index: number) => readonly LogEntry[], cursors: readonly (number | null)[]]>([
  ["what two minutes ago was its end", (index) => [decided(NOW + index * MINUTE)], [null, null, 100, 100]],
  ["its end where it says nothing that matters", () => [], [null, 100, 200, 300]],
  ["its end where what it says is old", () => [decided(NOW - MINUTE)], [null, 100, 200, 300]],
])("processes that read once each read on in the log from %s", async (_what, says, cursors) => {
  await using all = await setUp(NEW, known);
  for (const index of [1, 2, 3, 4]) {
    all.restart();
    await all.read({ ...known, log: { cursor: index * 100, entries: says(index) } }, MINUTE);
  }
  expect(all.session.cursors).toEqual(cursors);
});

test.each<[what: string, from: number | null, cursors: readonly (number | null)[]]>([
  ["reaches back beyond it", NOW - 2 * MINUTE, [null, 400_000]],
  ["does not reach back beyond it", NOW - 2 * MINUTE + 1, [null, 400_000, null]],
  ["says nothing of when it begins", null, [null, 400_000, null]],
])("shortly after the end of a process the end of the log is enough where it %s", async (_what, from, cursors) => {
  await using all = await setUp(NEW, { ...known, log: { cursor: 500_000, entries: [decided(NOW)] } });
  await all.read();
  all.restart();
  await all.read({ ...known, log: { cursor: 500_100, from } }, SECOND);
  expect(all.session.cursors).toEqual(cursors);
});

test("lines are read again by the next process since the turn began that goes on", async () => {
  await using all = await setUp(NEW, known);
  const asked = { kind: "asked", at: NOW + 3 * MINUTE, prompt: "p", run: "r2" } as const;
  const running = { sessions: [{ updatedAt: asked.at, running: true }], entries: { [MAIN]: [...ended, asked] } };
  for (const [index, told] of [known, known, known, running, running, running].entries()) {
    const line = decided(NOW + (index + 1) * MINUTE);
    await all.read({ ...told, log: { cursor: (index + 1) * 100, entries: [line] } }, MINUTE);
  }
  const since = { cursor: 700, entries: [decided(asked.at + MINUTE)] };
  all.restart();
  await all.read({ ...running, log: since }, 10 * MINUTE);
  all.restart();
  await all.read({ ...running, log: since }, MINUTE);
  expect(all.session.cursors.slice(-2)).toEqual([300, 300]);
});

test.each<[what: string, moved: NonNullable<Told["log"]>]>([
  ["moved to another file", { file: "b.log", cursor: 9_000 }],
  ["began anew under its name", { cursor: 9 }],
])("the end of a log that %s is not one to go on from", async (_what, moved) => {
  await using all = await setUp(NEW, { ...known, log: { cursor: 5_000 } });
  await all.read();
  all.restart();
  await all.read({ ...known, log: moved }, MINUTE);
  all.restart();
  await all.read({ ...known, log: moved }, MINUTE);
  expect(all.session.cursors.at(-1)).toBe(moved.cursor);
});
