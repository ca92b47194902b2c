import { expect, test } from "vitest";
import type { LogEntry, Transcript, TranscriptEntry } from "../../../src/core/record.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { SECOND } from "../../../src/core/time.ts";
import { assemble } from "../parts/assemble.ts";
import type { Wishes } from "../../../src/evidence/circumstances.ts";
import { said } from "../parts/failure.ts";
import { model, totalsOf } from "./readings.ts";

const START = 1_795_000_000_000;
const MAIN = "agent:main:main";
const BIG = model("openai/gpt-5.5");
const SMALL = model("openai/gpt-5.4");
const SIDE = model("openai-platform/gpt-side");
const REFUSED = said("401 You have insufficient permissions. Missing scopes: api.responses.write.");

const at = (seconds: number): number => START + seconds * SECOND;
const turn = (seconds: number, by = BIG): readonly TranscriptEntry[] => [
  { kind: "asked", at: at(seconds), prompt: `p${seconds}`, run: null },
  { kind: "answered", at: at(seconds + 1), model: by, run: null },
];
const transcript = (...entries: readonly TranscriptEntry[]): Transcript => ({
  session: MAIN,
  sessionId: "id",
  skipped: 0,
  entries,
  complete: true,
});
const failure = (seconds: number): LogEntry => ({
  kind: "provider-error",
  at: at(seconds),
  run: "r1",
  model: SIDE,
  failure: REFUSED,
});
const decided = (seconds: number, rest: Partial<Extract<LogEntry, { kind: "decision" }>> = {}): LogEntry => ({
  kind: "decision",
  at: at(seconds),
  run: "r1",
  sessionId: "id",
  outcome: "failed",
  requested: SIDE,
  candidate: SIDE,
  failure: REFUSED,
  last: false,
  failedBefore: [],
  ...rest,
});
const served = (seconds: number) =>
  decided(seconds, { outcome: "served", candidate: SMALL, failure: null, last: true });
/** The failing model of a heartbeat was asked at 40 s, and gave up at 50 s. */
const LINES = [failure(50), decided(50), served(60)];

function read(release: string, entries: readonly TranscriptEntry[], log = LINES, wishes: Partial<Wishes> = {}) {
  return assemble([transcript(...entries)], log, {
    sources: releaseOf(release, { methods: [] }).record,
    now: at(30 * 60),
    startedAt: null,
    agentOf: () => "main",
    wishes: {
      primariesAt: () => [BIG],
      chosenFor: (_session, isHeartbeat) => (isHeartbeat ? SIDE : null),
      heartbeatOf: () => SIDE,
      beats: () => true,
      pinOf: () => null,
      stoodOn: () => null,
      loggedFrom: 0,
      release: releaseOf(release, { methods: [] }),
      ...wishes,
    },
    sessionsById: new Map([["id", MAIN]]),
  });
}

test.each(["2026.5.19", "2026.6.5", "2026.8.1"])(
  "%s shows nothing of a heartbeat that found nothing to tell: its failures and its fallback are counted by the log",
  (release) => {
    const evidence = read(release, turn(0));
    expect(totalsOf(evidence)).toEqual({ answers: 2, fallbacks: 1, unauthorized: 1, exhausted: 0 });
    expect(evidence.turns[1]).toMatchObject({ key: "run:r1", session: MAIN, answeredBy: SMALL, selected: SIDE });
  },
);

/** The failure of a heartbeat as its transcript shows it: dated by when its model was asked. */
const left = (seconds: number): TranscriptEntry => ({
  kind: "failed",
  at: at(seconds),
  model: SIDE,
  failure: REFUSED,
  run: null,
});

test("where its failure is left, however slow that was, the log tells of its answer all the same", () => {
  const whole = { answers: 2, fallbacks: 1, unauthorized: 1, exhausted: 0 };
  expect(totalsOf(read("2026.5.19", [...turn(0), left(40)]))).toEqual(whole);
  const question: TranscriptEntry = { kind: "asked", at: at(39), prompt: "beat", run: null, isHeartbeat: true };
  expect(totalsOf(read("2026.5.19", [...turn(0), question, left(40)]))).toEqual(whole);
});

test("one that comes right after a message is counted where the entries name other runs, and not where they may be its own", () => {
  const lines = [failure(2), decided(2), served(3)];
  const named = turn(1).map((entry) => ({ ...entry, run: "r0" }));
  const before = turn(-60).map((entry) => ({ ...entry, run: "r00" }));
  expect(totalsOf(read("2026.9.6", [...before, ...named], lines))).toMatchObject({ answers: 3, fallbacks: 1 });
  expect(totalsOf(read("2026.9.6", [...before, ...turn(1)], lines))).toMatchObject({ answers: 2 });
});

test("two in a row are two, also where other turns are named", () => {
  const named = turn(0).map((entry) => ({ ...entry, run: "r0" }));
  const second = [failure(70), decided(70), served(80)].map((line) => ({ ...line, run: "r2" }));
  expect(totalsOf(read("2026.6.11", [...named, left(49), left(69)], [...LINES, ...second]))).toEqual({
    answers: 3,
    fallbacks: 2,
    unauthorized: 2,
    exhausted: 0,
  });
});

test("its fallback holds the session as any other does", () => {
  const { turns } = read("2026.6.5", [...turn(0), ...turn(100, SMALL)]);
  expect(turns.map(({ judged }) => judged)).toEqual(["asked", "fallback", "fallback"]);
});

test.each<[what: string, entries: readonly TranscriptEntry[], log?: readonly LogEntry[], wishes?: Partial<Wishes>]>([
  ["is shown as the answer of a turn", [...turn(0), ...turn(58, SMALL)]],
  ["is of a time before the transcript begins", turn(100)],
  [
    "is of another session",
    turn(0),
    LINES.map((line) => ({ ...line, ...("sessionId" in line && { sessionId: "gone" }) })),
  ],
  ["is of something else that the gateway asks", turn(0), LINES, { heartbeatOf: () => SMALL }],
  ["comes where heartbeats are off", turn(0), LINES, { beats: () => false }],
])("a chain that %s is no heartbeat that was hidden", (_what, entries, log, wishes) => {
  const { turns } = read("2026.8.1", entries, [...(log ?? LINES)], wishes);
  expect(turns).toHaveLength(entries.length / 2);
});
