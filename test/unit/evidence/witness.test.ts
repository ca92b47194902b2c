import { expect, test } from "vitest";
import { SECOND } from "../../../src/core/time.ts";
import type { LoggedAttempt, LoggedEvidence } from "../../../src/evidence/readers/log.ts";
import type { TurnTrace } from "../../../src/evidence/turns.ts";
import { createHearing } from "../../../src/evidence/witness.ts";
import { attempt, BIG, NOW, SMALL } from "../parts/ledger-words.ts";

const SESSION = "agent:main:main";
const NOTHING: LoggedEvidence = {
  requests: [],
  refusals: [],
  choices: [],
  answers: [],
  ends: [],
  ongoing: [],
  stopped: new Set(),
  rests: [],
};
const TRACE: TurnTrace = {
  key: "t",
  session: SESSION,
  sessionId: "id",
  runs: [],
  askedAt: NOW,
  isHeartbeat: false,
  lastAt: NOW + 10 * SECOND,
  tries: [],
  triedIn: [],
  retried: null,
  retrying: false,
  end: { kind: "answered", at: NOW + 10 * SECOND, model: SMALL, api: null, reported: null, cost: null },
};
const named: TurnTrace = { ...TRACE, runs: ["r1"] };

/** A failure in the log, in the middle of the turn and naming nobody where nothing else is said. */
const line = ({
  at = 5 * SECOND,
  ...rest
}: Partial<Omit<LoggedAttempt, "failed">> & { at?: number }): LoggedAttempt => ({
  run: null,
  session: null,
  sessionId: null,
  ...rest,
  failed: attempt("a", { at: NOW + at }),
});
const isNamed = (run: string): boolean => run === "r1" || run === "r2";
const hears = (trace: TurnTrace, one: LoggedAttempt): boolean =>
  createHearing({ ...NOTHING, requests: [one] }, isNamed)(trace).failed.length > 0;

test.each<[what: string, trace: TurnTrace, one: LoggedAttempt, isOwn: boolean]>([
  ["of its run, whenever it was written", named, line({ run: "r1", at: 3_600 * SECOND }), true],
  ["of another turn's run", TRACE, line({ run: "r2", session: SESSION }), false],
  ["of a run that no turn has, where its own is known", named, line({ run: "r9", session: SESSION }), false],
  ["of a run that no turn has, where its own is not", TRACE, line({ run: "r9", session: SESSION }), true],
  ["of nobody", TRACE, line({}), false],
  ["of its session", TRACE, line({ session: SESSION }), true],
  ["of its session by id", TRACE, line({ sessionId: "id" }), true],
  ["of another session", TRACE, line({ session: "agent:ops:main" }), false],
  ["of another session by id", TRACE, line({ session: SESSION, sessionId: "other" }), false],
  ["right before it was asked", TRACE, line({ session: SESSION, at: -SECOND }), true],
  ["long before it was asked", TRACE, line({ session: SESSION, at: -SECOND - 1 }), false],
  ["right after it was answered", TRACE, line({ session: SESSION, at: 11 * SECOND }), true],
  ["long after it was answered", TRACE, line({ session: SESSION, at: 11 * SECOND + 1 }), false],
])("a failure in the log %s", (_what, trace, one, isOwn) => {
  expect(hears(trace, one)).toBe(isOwn);
});

test("what a run asked for first is said by its decision, else by what failed in it first", () => {
  const choice = { at: NOW, run: "r1", session: null, sessionId: null, failed: [SMALL] } as const;
  const refusals = [line({ run: "r1", at: -2 })];
  const requested = (choices: LoggedEvidence["choices"]) =>
    createHearing({ ...NOTHING, refusals, choices }, () => true)(named).requested;
  expect(requested([{ ...choice, requested: SMALL }])).toEqual(SMALL);
  expect(requested([{ ...choice, requested: null }])).toEqual(BIG);
  expect(createHearing(NOTHING, () => true)(named).requested).toBeNull();
});
