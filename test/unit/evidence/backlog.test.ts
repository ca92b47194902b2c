import { expect, test } from "vitest";
import type { SessionRow } from "../../../src/core/gateway.ts";
import type { EvidenceStore } from "../../../src/core/ledger.ts";
import type { TranscriptEntry } from "../../../src/core/record.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import { findGaps, type Reach } from "../../../src/evidence/gaps.ts";
import { answered, NEW, OLD, setUp } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, SMALL, turn } from "../parts/ledger-words.ts";
import { readRows } from "../parts/place.ts";
import { createScriptedSession, type Told } from "../parts/session.ts";

const keyOf = (index: number): string => `agent:main:s${index}`;

const fellBack = (at: number): TranscriptEntry[] => [
  { kind: "asked", at: at - 3 * SECOND, prompt: String(at), run: null },
  { kind: "failed", at: at - 2 * SECOND, model: BIG, failure: said("401 no"), run: null },
  { kind: "answered", at, model: SMALL, run: null },
];

const touched = (index: number): number => NOW - 2 * HOUR - index * 30 * MINUTE;

const entriesOf = (index: number): readonly TranscriptEntry[] => {
  const at = touched(index);
  const last = index % 3 === 0 ? fellBack(at) : index % 3 === 1 ? fellBack(at).slice(0, 2) : answered(at, SMALL);
  return [...answered(at - DAY), ...answered(at - HOUR), ...last];
};

/** Sessions that were at rest for long, two an hour: some fell back, some gave up, some were answered by another model. */
function tellMany(count: number, rest: Partial<SessionRow> = {}): Told {
  const all = Array.from({ length: count }, (_, index) => index);
  return {
    sessions: all.map((index) => ({
      key: keyOf(index),
      sessionId: `id-${index}`,
      updatedAt: touched(index),
      createdAt: touched(index) - 2 * DAY,
      ...rest,
    })),
    entries: Object.fromEntries(all.map((index) => [keyOf(index), entriesOf(index)])),
    cut: [keyOf(count - 1)],
    log: { from: NOW - HOUR },
  };
}

test("of a long record what was read is kept before more is read, the newest first", async () => {
  await using held = await openLedger();
  const session = createScriptedSession(OLD, tellMany(120));
  const readBefore: number[] = [];
  const store: EvidenceStore = {
    ...held.ledger(),
    record(...given) {
      readBefore.push(session.asked.length);
      return held.ledger().record(...given);
    },
  };
  const reading = await createCollector("main", store, () => NOW).read(session);
  expect(readBefore).toEqual([50, 100, 120]);
  expect(session.asked).toEqual(Array.from({ length: 120 }, (_, index) => `${keyOf(index)} 1000`));
  expect(reading.changed).toBe(120 * 3 + 80 - 1);
});

const TOLD = [
  `select key, session, agent, at, provider, model, selected_provider, selected_model, fallback, judged, wish, witness
    from turns order by key`,
  "select key, session, agent, at, provider, model, ended_by, reason, status, message from attempts order by key",
  "select * from record_gaps order by reason",
];

/** All a ledger holds of a gateway after one reading, and what later ones are to be asked. */
async function readOnce(told: Told) {
  await using all = await setUp(OLD, told);
  const { skipped, nextIn } = await all.read();
  const later = await all.read(undefined, MINUTE, { kind: "look", bells: [] });
  const rows = await Promise.all(TOLD.map((query) => readRows(all.held.place, query)));
  return { rows, since: await all.since(), skipped, nextIn, later: later.changed, asked: all.session.asked.length };
}

test("a record that is read some at a time tells what it tells at once", async () => {
  const some = await readOnce({ ...tellMany(70), unread: 1 });
  // Where a run is under way, lines of the log may still come.
  const atOnce = await readOnce({ ...tellMany(70, { running: true }), unread: 1 });
  expect(some.rows).toEqual(atOnce.rows);
  expect(some).toMatchObject({ since: atOnce.since, skipped: atOnce.skipped, later: 0 });
  expect(some).toMatchObject({ nextIn: null, asked: 70 });
});

test("a session that a line of the log names is understood with it, however long it was not touched", async () => {
  const failure = said('No API key found for provider "openai-codex".');
  const line = { kind: "lane-error", at: NOW - 30 * MINUTE, session: keyOf(1), model: BIG, failure } as const;
  const told = tellMany(3);
  const entries = { ...told.entries, [keyOf(1)]: [...answered(NOW - DAY), ...answered(line.at + SECOND, SMALL)] };
  await using all = await setUp(OLD, { ...told, entries, log: { from: NOW - HOUR, entries: [line] } });
  await all.read();
  const rows = await readRows(all.held.place, `select session from attempts where at = ${line.at}`);
  expect(rows).toEqual([{ session: keyOf(1) }]);
});

test("as many turns as a record may hold are looked through for the newest that nobody can judge", () => {
  const page = { file: "", cursor: 0, entries: [], skipped: 0, gap: false, from: NOW };
  const many = Array.from({ length: 200_000 }, (_, at) => turn(String(at), { at, judged: "unknown" }));
  const reach: Reach = {
    sources: NEW,
    transcripts: [],
    page,
    marks: { logFile: null, logCursor: null, logNext: null, logSince: null, sessions: new Map() },
    since: null,
    now: NOW,
    newest: NOW,
    keptFrom: 0,
    snapshot: { sessions: [], release: releaseOf("2026.9.6", { methods: [] }) },
    turns: many,
    leftOut: 0,
    archived: [],
    jobsUnread: null,
    startedAt: null,
  };
  expect(findGaps(reach)).toContainEqual({ reason: "not-witnessed", until: 200_000 });
});
