import { expect, test } from "vitest";
import type { Bell } from "../../../src/core/gateway.ts";
import type { LogPage, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { MAIN, NEW, setUp } from "../parts/collecting.ts";
import { BIG, NOW } from "../parts/ledger-words.ts";

/** Midnight where the gateway runs. The first reading is ten seconds before it, the next one five seconds after. */
const MIDNIGHT = NOW + 10 * SECOND;
const OLD_FILE: Partial<LogPage> = { file: "a.log", rollsAt: MIDNIGHT, from: NOW - MINUTE };
const NEW_FILE: Partial<LogPage> = { file: "b.log", cursor: 9, from: MIDNIGHT + SECOND };
const ask = (at: number): TranscriptEntry => ({ kind: "asked", at, prompt: String(at), run: String(at) });
const answer = (at: number, asked: number): TranscriptEntry => ({
  kind: "answered",
  at,
  model: BIG,
  run: String(asked),
});
const turn = (asked: number, at: number) => [ask(asked), answer(at, asked)];
const BEFORE = turn(NOW - 50 * SECOND, NOW - 40 * SECOND);
const bell = (session: string): Bell => ({ session, run: null, isOver: true });

const newest = (entries: readonly TranscriptEntry[]) => entries.at(-1)?.at ?? 0;
const row = (at: number) => [{ updatedAt: at, running: false }];

test.each<[what: string, before: TranscriptEntry[], after: TranscriptEntry[], bells: readonly Bell[], isGap: boolean]>([
  ["nothing was under way", BEFORE, BEFORE, [], false],
  ["a turn began after it", BEFORE, [...BEFORE, ...turn(MIDNIGHT + 1, MIDNIGHT + 2)], [bell(MAIN)], false],
  ["a turn went on that was known", [ask(NOW - SECOND)], turn(NOW - SECOND, MIDNIGHT + 2), [bell(MAIN)], true],
  ["a turn went on that nobody knew", BEFORE, [...BEFORE, ...turn(NOW + 1, MIDNIGHT + 2)], [bell(MAIN)], true],
  ["a turn rang that left nothing", BEFORE, BEFORE, [bell(MAIN)], true],
  ["somebody rang whom nobody knows", BEFORE, BEFORE, [{ session: null, run: null, isOver: true }], true],
])("a log that begins another file while %s", async (_, before, after, bells, isGap) => {
  await using all = await setUp(NEW);
  await all.read({ sessions: row(newest(before)), entries: { [MAIN]: before }, log: OLD_FILE });
  const since = await all.since();
  const told = { sessions: row(newest(after)), entries: { [MAIN]: after }, log: NEW_FILE };
  await all.read(told, 15 * SECOND, { kind: "look", bells });
  expect(await all.since()).toBe(isGap ? MIDNIGHT + SECOND : since);
  expect((await all.held.ledger().gaps("main")).some(({ reason }) => reason === "log-gap")).toBe(isGap);
});

test("a log that nobody read for minutes before it began another file has a gap", async () => {
  await using all = await setUp(NEW);
  await all.read({ log: { ...OLD_FILE, rollsAt: NOW + 4 * MINUTE } });
  await all.read({ log: { ...NEW_FILE, from: NOW + 4 * MINUTE } }, 5 * MINUTE, { kind: "look", bells: [] });
  expect(await all.since()).toBe(NOW + 4 * MINUTE);
});

test.each<[what: string, lastAt: number, rollsAt: number, nextIn: number | null]>([
  ["used lately is read right before it begins another file", NOW - MINUTE, MIDNIGHT, 10 * SECOND - 400],
  ["that nobody uses is not", NOW - 40 * MINUTE, MIDNIGHT, null],
  ["that has just begun one is not", NOW - MINUTE, NOW, null],
])("a log of a gateway %s", async (_, lastAt, rollsAt, nextIn) => {
  await using all = await setUp(NEW);
  const told = { sessions: row(lastAt), entries: { [MAIN]: turn(lastAt - 1, lastAt) }, log: { ...OLD_FILE, rollsAt } };
  expect((await all.read(told)).nextIn).toBe(nextIn);
});
