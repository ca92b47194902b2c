import { expect, test } from "vitest";
import type { Turn } from "../../../src/core/evidence.ts";
import type { SessionRow } from "../../../src/core/gateway.ts";
import type { LogEntry, Transcript, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { assemble } from "../../../src/evidence/assemble.ts";
import { readLastSteps } from "../../../src/evidence/idle.ts";
import { joinLines } from "../../../src/evidence/lines.ts";
import { openMarks } from "../../../src/evidence/marks.ts";
import { findNearby, keepPages } from "../../../src/evidence/news.ts";
import { toPage } from "../../../src/evidence/page.ts";
import { createPatterns } from "../../../src/evidence/patterns.ts";
import { readLogLines } from "../../../src/gateway/reading/log-lines.ts";
import { said } from "../parts/failure.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, turn } from "../parts/ledger-words.ts";
import { circumstancesOf, recordingOf } from "./readings.ts";

const REFUSED = said("401 no");

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const row = (key: string): SessionRow => ({
  key,
  sessionId: key,
  agent: "main",
  updatedAt: NOW,
  pin: null,
  shown: null,
  running: null,
});

/** A session of turns that were asked and never answered: all of it stays open. */
const unanswered = (session: string, turns: number, before = 0): Transcript => ({
  session,
  sessionId: session,
  skipped: 0,
  complete: true,
  entries: many(turns, (index): readonly TranscriptEntry[] => [
    { kind: "asked", at: NOW - before - (turns - index) * SECOND, prompt: `p${index}`, run: `${session} ${index}` },
    {
      kind: "failed",
      at: NOW - before - (turns - index) * SECOND + 1,
      model: BIG,
      failure: REFUSED,
      run: `${session} ${index}`,
    },
  ]).flat(),
});

const unheardOf = (index: number): LogEntry => ({
  kind: "provider-error",
  at: NOW - SECOND + index,
  run: `elsewhere ${index}`,
  model: BIG,
  failure: REFUSED,
});

test("evidence of many turns and many lines can pause at each turn and at each line", () => {
  const work = assemble(
    many(4, (index) => unanswered(`s${index}`, 250)),
    many(1_000, unheardOf),
    circumstancesOf(recordingOf("2026.9.6 healthy"), NOW),
  );
  let pauses = 0;
  while (work.next().done !== true) pauses += 1;
  expect(pauses).toBeGreaterThan(2_000);
});

test("a page of a log can pause at each line", () => {
  const lines = many(500, (index) => JSON.stringify({ 1: `line ${index}`, time: new Date(NOW).toISOString() }));
  const work = readLogLines(null, { file: "a.log", cursor: 1_000_000, lines });
  let pauses = 0;
  while (work.next().done !== true) pauses += 1;
  expect(pauses).toBe(500);
});

test("of lines the newest are remembered", () => {
  const pages = new Map();
  const none = { left: new Set<string>(), explained: new Set<string>(), atRest: null };
  const join = (recent: readonly LogEntry[], entries: readonly LogEntry[]) =>
    joinLines({
      before: { recent, sessions: [] },
      rows: [],
      entries,
      transcripts: [],
      pages,
      fresh: pages,
      now: NOW,
      ...none,
    });
  const { recent } = join(
    many(30_000, unheardOf),
    many(10, (index) => unheardOf(40_000 + index)),
  );
  expect(recent).toHaveLength(20_000);
  expect(recent.at(-1)).toEqual(unheardOf(40_009));
});

test("of transcripts those used last are remembered, and all of the others that joins them on", () => {
  const read = new Map(
    many(300, (index) => {
      const transcript = unanswered(`s${index}`, 500, index * SECOND);
      return [transcript.session, toPage(transcript, undefined, NOW)] as const;
    }),
  );
  const kept = keepPages(new Map(), read, [...read.keys()].map(row), NOW);
  const remembered = [...kept].filter(([, { transcript }]) => transcript !== null).map(([key]) => key);
  // Each of them has a thousand entries.
  expect(remembered).toEqual([...read.keys()].slice(0, 100));
  expect([...kept.keys()]).toEqual([...read.keys()]);
});

test("a transcript is near a line that was written at the time of one of its entries", () => {
  const pages = new Map([["s", toPage(unanswered("s", 3), undefined, NOW)]]);
  const isNear = (at: number): boolean => findNearby([{ ...unheardOf(0), at }], pages).length > 0;
  const [first, last] = [NOW - 3 * SECOND, NOW - SECOND + 1];
  expect([first - 15_001, first - 15_000, NOW, last + 15_000, last + 15_001].map(isNear)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

const turnOf = (agent: string): Turn => ({ ...turn("t", { at: NOW }), agent });

test("what turns looked like is remembered up to a number that none reaches", () => {
  const patterns = createPatterns();
  const settings = { agents: [] };
  patterns.keep(
    many(6_000, (index) => turnOf(`a${index}`)),
    settings,
  );
  expect(patterns.isNew([turnOf("a0")])).toBe(false);
  patterns.keep([turnOf("b")], settings);
  expect([patterns.isNew([turnOf("a0")]), patterns.isNew([turnOf("b")])]).toEqual([true, false]);
});

test("of sessions that are not listed any more no last step is remembered", () => {
  const before = readLastSteps(new Map(), [], [unanswered("gone", 1), unanswered("here", 1)], NOW);
  expect([...readLastSteps(before, [row("here")], [unanswered("new", 1)], NOW).keys()]).toEqual(["here", "new"]);
});

const marksOf = (from: number, at: number) =>
  new Map(many(15_000, (index) => [`s${from + index}`, { updatedAt: at, readAt: at, isAtRest: false }] as const));

test("of sessions that were read those read last are remembered, also after a restart, and kept", async () => {
  await using held = await openLedger();
  const seen = { logFile: "a.log", logCursor: 100, logNext: null, logSince: NOW };
  const marks = await openMarks(held.ledger(), "main");
  await marks.keep(seen, marksOf(0, NOW), NOW);
  await marks.keep(seen, marksOf(15_000, NOW + MINUTE), NOW + MINUTE);
  const known = [marks.now(), (await openMarks(held.ledger(), "main")).now()].map(({ sessions }) => sessions);
  expect(known.map(({ size }) => size)).toEqual([20_000, 20_000]);
  expect(known.every((sessions) => sessions.has("s29999") && sessions.has("s15000"))).toBe(true);
  while (!(await held.ledger().forget("main", 0)));
  expect((await held.ledger().marks("main")).sessions.size).toBe(20_000);
});
