import { describe, expect, test } from "vitest";
import type { ModelRef } from "../../../src/core/model.ts";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import type { LogEntry, Transcript, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { assemble } from "../parts/assemble.ts";
import type { Circumstances } from "../../../src/evidence/circumstances.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { model, recordingOf, circumstancesOf, logOf, totalsOf, transcriptOf } from "./readings.ts";
import { said } from "../parts/failure.ts";

const START = 1_795_000_000_000;
const BIG = model("openai-codex/gpt-5.4");
const SMALL = model("openai-codex/gpt-5.3-codex");
const SESSION = "agent:main:main";

const asked = (at: number, run: string | null = null, prompt = "p"): TranscriptEntry => ({
  kind: "asked",
  at: START + at,
  prompt,
  run,
});
const failed = (at: number, message: string, by = BIG): TranscriptEntry => ({
  kind: "failed",
  at: START + at,
  model: by,
  failure: said(message),
  run: null,
});

const transcript = (...entries: TranscriptEntry[]): Transcript => ({
  session: SESSION,
  sessionId: "id",
  skipped: 0,
  entries,
  complete: true,
});

const known = (release: string, now: number, startedAt: number | null = null): Circumstances => ({
  sources: releaseOf(release, { methods: [] }).record,
  now: START + now,
  startedAt: startedAt === null ? null : START + startedAt,
  agentOf: () => "main",
  wishes: {
    primariesAt: () => [BIG],
    chosenFor: () => null,
    heartbeatOf: () => null,
    beats: () => true,
    pinOf: () => null,
    stoodOn: () => null,
    loggedFrom: 0,
    release: releaseOf(release, { methods: [] }),
  },
  sessionsById: new Map([["id", SESSION]]),
});

const decision = (at: number, rest: Partial<Extract<LogEntry, { kind: "decision" }>> = {}): LogEntry => ({
  kind: "decision",
  at: START + at,
  run: "r1",
  sessionId: "id",
  outcome: "failed",
  requested: BIG,
  candidate: BIG,
  failure: said("401 no", { said: "auth", status: 401 }),
  last: false,
  failedBefore: [],
  ...rest,
});

const UNAUTHORIZED = "401 Missing scopes: api.responses.write.";
const exhausted = (...given: Parameters<typeof assemble>): number => totalsOf(assemble(...given)).exhausted;

test.each<[what: string, entries: readonly TranscriptEntry[], now: number, over: number]>([
  ["an error after which nothing else is tried, just now", [asked(0), failed(1_000, "400 bad")], 2 * SECOND, 0],
  ["an error after which nothing else is tried", [asked(0), failed(1_000, "400 bad")], 10 * SECOND, 1],
  ["an error after which the next model is tried", [asked(0), failed(1_000, UNAUTHORIZED)], 10 * SECOND, 0],
  ["such an error, and no next model for long", [asked(0), failed(1_000, UNAUTHORIZED)], 40 * SECOND, 1],
  ["a fallback that has been asked and thinks", [asked(0), failed(1_000, UNAUTHORIZED), asked(1_100)], 5 * MINUTE, 0],
  ["a fallback that will never come back", [asked(0), failed(1_000, UNAUTHORIZED), asked(1_100)], 40 * MINUTE, 1],
  ["a question that nobody took up yet", [asked(0)], 40 * MINUTE, 0],
  [
    "a turn somebody stopped",
    [asked(0), failed(1_000, UNAUTHORIZED), { kind: "aborted", at: START + 2_000, run: null }],
    40 * MINUTE,
    0,
  ],
  ["steps without an end", [asked(0), { kind: "step", at: START + 1_000, model: BIG, run: null }], 40 * MINUTE, 0],
])("whether a turn is over is told from the transcript: %s", (_what, entries, now, over) => {
  expect(exhausted([transcript(...entries)], [], known("2026.3.2", now))).toBe(over);
});

const error = (at: number, by: ModelRef): LogEntry => ({
  kind: "provider-error",
  at: START + at,
  run: "r1",
  model: by,
  failure: said("401 no"),
});

test("the last failure of a chain that its transcript leaves out is counted by the log, where no transcript names a run", () => {
  const second = { candidate: SMALL, last: true };
  const log = [error(3_000, BIG), decision(3_010), error(9_000, SMALL), decision(9_700, second)];
  const evidence = assemble([transcript(asked(0), failed(30, "401 no"))], log, known("2026.5.19", MINUTE));
  expect(totalsOf(evidence)).toEqual({ answers: 0, fallbacks: 0, unauthorized: 2, exhausted: 1 });
  expect(evidence.attempts.map(({ session }) => session)).toEqual([SESSION, SESSION]);
});

test.each<[what: string, run: string, over: number]>([
  ["it", "r1", 1],
  ["another one that came meanwhile", "r2", 0],
])("a message that no model was asked for is over when the gateway's log says that %s failed", (_what, run, over) => {
  const failing: LogEntry = { kind: "message-failed", at: START + 100, run, session: SESSION };
  expect(exhausted([transcript(asked(0, "r1"))], [failing], known("2026.6.11", SECOND))).toBe(over);
});

test.each<[what: string, started: number | null, over: number]>([
  ["a gateway that does not say when it started", null, 0],
  ["a gateway that runs since before", -5_000, 0],
  ["a gateway that was restarted since", 10_000, 1],
])("a question without a word after it is over only after a restart: %s", (_what, started, over) => {
  expect(exhausted([transcript(asked(0))], [], known("2026.3.2", 20_000, started))).toBe(over);
});

test("a fallback that was asked before a restart will not answer any more", () => {
  const entries = [asked(0), failed(1_000, UNAUTHORIZED), asked(1_100)];
  expect(exhausted([transcript(...entries)], [], known("2026.3.2", 30_000, 20_000))).toBe(1);
});

test.each(["2026.3.12", "2026.5.28"])(
  "%s: while the log says that another model is tried, the turn is not over",
  (release) => {
    const entries = [asked(0, "r1"), failed(1_000, UNAUTHORIZED)];
    const line = decision(1_100);
    expect(exhausted([transcript(...entries)], [line], known(release, 5 * MINUTE))).toBe(0);
    expect(exhausted([transcript(...entries)], [line], known(release, 40 * MINUTE))).toBe(1);
    const last = decision(9_000, { candidate: SMALL, last: true });
    expect(exhausted([transcript(...entries)], [line, last], known(release, 10 * SECOND))).toBe(1);
  },
);

test("a model that was passed over and one that failed are told apart by who ended the attempt", () => {
  const lines = [
    decision(1_000, {
      failure: said("No route-compatible authentication source is configured for openai.", {
        said: "auth",
        status: 401,
      }),
      candidate: BIG,
    }),
    decision(1_100, {
      failure: said("Provider openai is in cooldown", { said: "auth", status: 401 }),
      outcome: "passed-over",
      candidate: SMALL,
      last: true,
    }),
  ];
  const { attempts } = assemble([transcript(asked(0, "r1"))], lines, known("2026.9.6", MINUTE));
  expect(attempts.map(({ endedBy, reason, status }) => [endedBy, reason, status])).toEqual([
    ["gateway", "route-mismatch", null],
    ["gateway", "resting", null],
  ]);
});

test("a failure that the transcript leaves out is taken from the log, once (2026.5.28)", () => {
  const request = (at: number, by: typeof BIG): LogEntry => ({
    kind: "provider-error",
    at: START + at,
    run: "r1",
    model: by,
    failure: said("401 no", { said: "auth" }),
  });
  const lines = [request(1_000, BIG), request(2_000, SMALL)];
  const shown = [asked(0, "r1"), failed(1_000, "401 no")];
  const read = (...entries: TranscriptEntry[]) => assemble([transcript(...entries)], lines, known("2026.5.28", MINUTE));
  const early = read(...shown).attempts;
  const late = read(...shown, failed(2_000, "401 no", SMALL)).attempts;
  expect(early.map(({ key, model: by, status }) => [key, by, status])).toEqual([
    ["run:r1/openai-codex/gpt-5.4", BIG, 401],
    ["run:r1/openai-codex/gpt-5.3-codex", SMALL, 401],
  ]);
  expect(late.map(({ key }) => key)).toEqual(early.map(({ key }) => key));
});

test("a question that was answered together with the next one is not over because of a restart", () => {
  const entries = [asked(0), asked(1_000, null, "q"), answered(2_000)];
  expect(exhausted([transcript(...entries)], [], known("2026.9.6", 20_000, 10_000))).toBe(0);
});

test("a turn is not over because another one is tried beside it", () => {
  const entries = [asked(0), failed(1_000, UNAUTHORIZED), asked(1_100, null, "q")];
  expect(exhausted([transcript(...entries)], [], known("2026.3.2", 2_000))).toBe(0);
  expect(exhausted([transcript(...entries)], [], known("2026.3.2", 30_000))).toBe(1);
});

test("a candidate that the log repeats among those before it is one attempt", () => {
  const refused = {
    model: BIG,
    failure: said("Provider openai has auth issue (skipping all models)", { said: "auth", status: 401 }),
  };
  const lines = [
    decision(1_000, { failure: refused.failure }),
    decision(1_100, { candidate: SMALL, outcome: "served", failedBefore: [refused] }),
  ];
  const { attempts } = assemble([transcript(asked(0, "r1"))], lines, known("2026.9.6", MINUTE));
  expect(new Set(attempts.map(({ key }) => key)).size).toBe(1);
});

const laneError = (at: number, session: string, message = "Unknown model: openai-codex/gpt-5.4"): LogEntry => ({
  kind: "lane-error",
  at: START + at,
  session,
  model: model("openai-codex/gpt-5.4"),
  failure: said(message),
});
const gaveUp = (at: number): LogEntry => ({
  kind: "gave-up",
  at: START + at,
  refused: [],
});
const answered = (at: number): TranscriptEntry => ({ kind: "answered", at: START + at, model: SMALL, run: null });

const STRANGE = "agent:other:main";

test.each<[what: string, release: string, lines: readonly LogEntry[]]>([
  ["a refusal in a session it does not have", "2026.3.2", [laneError(500, STRANGE)]],
  ["a chain given up in a session it does not have", "2026.3.2", [laneError(500, STRANGE), gaveUp(600)]],
  ["the same, on a newer release", "2026.9.6", [laneError(500, STRANGE), gaveUp(600)]],
  [
    "a decision in a session it does not have",
    "2026.9.6",
    [decision(500, { run: "r9", sessionId: "another", failure: said("Provider openai is in cooldown"), last: true })],
  ],
  [
    "a request of a run it does not have",
    "2026.9.6",
    [{ kind: "provider-error", at: START + 500, run: "r9", model: BIG, failure: said(UNAUTHORIZED) }],
  ],
])("of a log that gateways share, what belongs to another one is not counted: %s", (_what, release, lines) => {
  const own = transcript(asked(0, "r1"), { ...answered(1_000), run: "r1" });
  const { attempts, turns } = assemble([own], lines, known(release, MINUTE));
  expect(attempts).toEqual([]);
  expect(turns.map(({ answeredBy }) => answeredBy)).toEqual([SMALL]);
});

test("a refusal is counted in the session it names, when something went on there", () => {
  const { attempts } = assemble(
    [transcript(asked(600), answered(1_000))],
    [laneError(500, SESSION)],
    known("2026.3.2", MINUTE),
  );
  expect(attempts).toMatchObject([{ session: SESSION, model: BIG, endedBy: "gateway", reason: "unknown-model" }]);
});

test("a chain of refusals that left no entry at all is an exhausted turn of its session", () => {
  const lines = [laneError(500, SESSION), gaveUp(600)];
  expect(exhausted([transcript()], lines, known("2026.3.2", MINUTE))).toBe(1);
});

test("a turn tells over which interface it was answered, and what the provider calls its model, where that was written down", () => {
  const told = { ...answered(1_000), api: "openai-responses", reported: "gpt-5.3" };
  const [turn] = assemble([transcript(asked(0), told)], [], known("2026.9.6", MINUTE)).turns;
  expect(turn).toMatchObject({ answeredBy: SMALL, api: "openai-responses", reported: "gpt-5.3" });
  const [plain] = assemble([transcript(asked(0), answered(1_000))], [], known("2026.9.6", MINUTE)).turns;
  expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(["api"]));
  expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(["reported"]));
});

test("a log that reaches further back than the transcript that was read adds no turns", () => {
  const recording = recordingOf("2026.9.6 stale-override-local");
  const page = transcriptOf(recording, Infinity, 2);
  const { turns } = assemble([page], logOf(recording), circumstancesOf(recording));
  const whole = assemble([transcriptOf(recording)], logOf(recording), circumstancesOf(recording));
  expect(turns.filter(({ key }) => !whole.turns.some((turn) => turn.key === key))).toEqual([]);
});

const refusedBy = (run: string, at: number): LogEntry => ({
  kind: "provider-error",
  at: START + at + 50,
  run,
  model: BIG,
  failure: said(UNAUTHORIZED),
});

/** A run that was refused by its first model and answered by the next. */
const refusedThenServed = (run: string, at: number): readonly LogEntry[] => [
  refusedBy(run, at),
  decision(at + 60, { run }),
  decision(at + 1_000, { run, candidate: SMALL, outcome: "served", failure: null, last: true, failedBefore: [] }),
];

describe("heartbeats of which a gateway shows neither the question nor the quiet answer", () => {
  const MINUTES = 60 * SECOND;

  test.each(["2026.5.28", "2026.6.1"])("%s: are fallbacks by what the log says, each its own", (release) => {
    const at = [0, 30, 60].map((minutes) => minutes * MINUTES);
    const log = at.flatMap((one, index) => refusedThenServed(`h${index}`, one));
    const shown = transcript(...at.map((one) => failed(one, UNAUTHORIZED)));
    const { turns, attempts } = assemble([shown], log, known(release, 90 * MINUTES));
    expect(turns.map(({ judged, answeredBy }) => [judged, answeredBy])).toEqual(at.map(() => ["fallback", SMALL]));
    expect(attempts.filter(({ endedBy }) => endedBy === "provider")).toHaveLength(3);
  });

  test("are told apart by their runs where they follow each other closely", () => {
    const at = [0, 2 * MINUTES];
    const log = at.flatMap((one, index) => refusedThenServed(`h${index}`, one));
    const shown = transcript(...at.map((one) => failed(one, UNAUTHORIZED)));
    expect(assemble([shown], log, known("2026.5.28", 90 * MINUTES)).turns).toHaveLength(2);
  });

  test("while what people or jobs ask is still to be answered in their own transcript", () => {
    const shown = transcript(asked(-100), failed(0, UNAUTHORIZED));
    expect(assemble([shown], refusedThenServed("h0", 0), known("2026.5.28", 10 * SECOND)).turns).toEqual([]);
  });

  test("and one that nobody answered is exhausted", () => {
    const shown = transcript(failed(0, UNAUTHORIZED));
    const log = [refusedBy("h0", 0), decision(60, { run: "h0", last: true })];
    expect(totalsOf(assemble([shown], log, known("2026.5.28", 90 * MINUTES)))).toMatchObject({
      answers: 0,
      exhausted: 1,
    });
  });
});

describe("a session that is held on its fallback", () => {
  const SIDE = model("anthropic/claude-haiku-4-5");
  const OTHER = model("openrouter/qwen3-32b");
  const answered = (at: number, by = BIG): TranscriptEntry => ({
    kind: "answered",
    at: START + at,
    model: by,
    run: null,
  });
  const beat = (at: number, rest: object = { isHeartbeat: true }) => ({ ...asked(at, null, `beat ${at}`), ...rest });
  const fellBack = [asked(0, null, "a"), failed(1_000, UNAUTHORIZED), asked(1_100, null, "a"), answered(2_000, SMALL)];
  const after = [asked(60_000, null, "b"), answered(61_000, SMALL)];
  const judgeOn = (release: string, heartbeat: ModelRef | null, ...between: readonly TranscriptEntry[]) => {
    const circumstances = known(release, 5 * MINUTE);
    const wishes = {
      ...circumstances.wishes,
      heartbeatOf: () => heartbeat,
      beats: () => true,
      chosenFor: (_session: string, isHeartbeat: boolean) => (isHeartbeat ? heartbeat : null),
    };
    const { turns } = assemble([transcript(...fellBack, ...between, ...after)], [], { ...circumstances, wishes });
    return turns.map(({ judged }) => judged);
  };
  const judge = (heartbeat: ModelRef | null, ...between: readonly TranscriptEntry[]) =>
    judgeOn("2026.5.28", heartbeat, ...between);

  test.each<[what: string, heartbeat: ModelRef, between: readonly TranscriptEntry[], judged: string]>([
    ["of a model of their own", SIDE, [beat(30_000), answered(31_000, SIDE)], "chosen"],
    ["that ask in words of their own", SIDE, [beat(30_000, {}), answered(31_000, SIDE)], "chosen"],
    ["of the primary, which is well again", BIG, [beat(30_000), answered(31_000)], "asked"],
  ])("stays there after heartbeats %s", (_what, heartbeat, between, judged) => {
    expect(judge(heartbeat, ...between)).toEqual(["fallback", judged, "fallback"]);
  });

  test("is held by the fallback of a heartbeat as by any other", () => {
    const refused = [beat(30_000), failed(31_000, UNAUTHORIZED, SIDE), answered(32_000, OTHER)];
    const then = [asked(40_000, null, "c"), answered(41_000, OTHER)];
    expect(judge(SIDE, ...refused, ...then)).toEqual(["fallback", "fallback", "fallback", "chosen"]);
  });

  test("leads heartbeats off their own model to the primary, from 2026.4.20 to 2026.4.25", () => {
    const refused = [beat(30_000), failed(31_000, UNAUTHORIZED, SIDE), answered(32_000)];
    const led = [beat(40_000), answered(41_000), beat(50_000), answered(51_000, SIDE)];
    const judged = (release: string) => judgeOn(release, SIDE, ...refused, ...led).slice(2, 4);
    expect(["2026.4.15", "2026.4.25", "2026.4.26"].map(judged)).toEqual([
      ["asked", "chosen"],
      ["fallback", "chosen"],
      ["asked", "chosen"],
    ]);
    expect(judgeOn("2026.4.20", null, beat(40_000), answered(41_000))[1]).toBe("asked");
  });

  test("is there no more once a person was answered by another model", () => {
    expect(judge(SIDE, asked(30_000, null, "c"), answered(31_000))).toEqual(["fallback", "asked", "chosen"]);
  });
});

describe("a turn that is tried without end", () => {
  const again = Array.from({ length: 120 }, (_, index) => [
    asked(index * 200),
    failed(index * 200 + 100, UNAUTHORIZED),
  ]);
  const at = (cut: number): Transcript => ({ ...transcript(...again.flat().slice(cut)), complete: cut === 0 });
  const read = (cut: number, before: readonly RetriedTurn[] = []) =>
    assemble([at(cut)], [], { ...known("2026.3.28", 120 * 200), retried: before });

  test.each([0, 1, 2, 41])("is one turn without an answer, although %i entries have left the page", (cut) => {
    const { turns, attempts } = read(cut);
    expect(turns).toMatchObject([{ judged: "exhausted", answeredBy: null, selected: BIG }]);
    expect(attempts).toMatchObject([{ model: BIG, reason: "missing-scope", status: 401 }]);
  });

  test("keeps its name and its count while its beginning leaves the page", () => {
    let before: readonly RetriedTurn[] = [];
    const all = [0, 1, 2, 41, 140].map((cut) => {
      const seen = read(cut, before);
      before = seen.retried ?? [];
      return seen;
    });
    expect(new Set(all.flatMap(({ turns }) => turns.map(({ key }) => key))).size).toBe(1);
    expect(new Set(all.flatMap(({ attempts }) => attempts.map(({ key }) => key))).size).toBe(1);
    expect(all.map(({ retried = [] }) => retried.map(({ failures, exact }) => [failures, exact]))).toEqual(
      all.map(() => [[120, true]]),
    );
  });

  test("has the name of any turn before it has failed so often", () => {
    const [few, many] = [again.slice(0, 20), again].map(
      (pairs) => assemble([transcript(...pairs.flat())], [], known("2026.3.28", 120 * 200)).attempts,
    );
    expect(few?.map(({ key }) => key)).toEqual(many?.map(({ key }) => key));
  });

  test("is counted honestly where its beginning was never read", () => {
    expect(read(41).retried).toMatchObject([{ failures: 99, exact: false, model: BIG, over: false }]);
  });

  test("goes on no more once somebody stopped it or the gateway began anew", () => {
    const stopped: TranscriptEntry = { kind: "aborted", at: START + 30_000, run: null };
    const ended = assemble([transcript(...again.flat(), stopped)], [], known("2026.3.28", 40_000)).retried;
    const started = { ...known("2026.3.28", 40_000), startedAt: START + 35_000 };
    expect([ended, assemble([at(0)], [], started).retried]).toMatchObject([[{ over: true }], [{ over: true }]]);
  });

  test("and was answered in the end is an answer", () => {
    const answer: TranscriptEntry = { kind: "answered", at: START + 30_000, model: SMALL, run: null };
    const { turns } = assemble([transcript(...again.flat(), answer)], [], known("2026.3.28", 40_000));
    expect(turns).toMatchObject([{ judged: "fallback", answeredBy: SMALL }]);
  });
});
