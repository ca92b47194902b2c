import { describe, expect, test } from "vitest";
import type { ModelRef } from "../../../src/core/model.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { createJudge } from "../../../src/evidence/judge.ts";
import type { TurnTrace } from "../../../src/evidence/turns.ts";
import type { Testimony } from "../../../src/evidence/witness.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";

const SESSION = "agent:main:main";
/** A release that asks heartbeats of the primary, in a session that fell back. */
const LEADS = "2026.4.20";
const HEART: ModelRef = { provider: "openai-codex", model: "gpt-5.1-mini" };

/** One turn after the other, in a session whose gateway keeps it on the model it fell back to. `left`: it set it so. */
function judging(stoodOn: ModelRef | null, left: ModelRef | null = null, release = "2026.5.28") {
  const judge = createJudge(SESSION, {
    release: releaseOf(release, { methods: [] }),
    primariesAt: () => [BIG],
    chosenFor: (_session, isHeartbeat) => (isHeartbeat ? HEART : null),
    heartbeatOf: () => HEART,
    beats: () => true,
    pinOf: () => left && { session: SESSION, agent: "main", model: left, by: "gateway" },
    stoodOn: () => stoodOn,
    loggedFrom: NOW - MINUTE,
  });
  let at = NOW;
  return (answeredBy: ModelRef | null, isHeartbeat = false, testimony: Testimony = NOTHING) => {
    at += MINUTE;
    const trace: TurnTrace = {
      key: `t${at}`,
      session: SESSION,
      sessionId: null,
      runs: [],
      askedAt: at,
      isHeartbeat,
      lastAt: at,
      tries: [],
      triedIn: [],
      retried: null,
      retrying: false,
      end: { kind: "answered", at, model: answeredBy ?? BIG, api: null, reported: null, cost: null },
    };
    const { judged, wish, witness } = judge.judge(trace, answeredBy, testimony);
    return { judged, wish, witness };
  };
}

const NOTHING: Testimony = { requested: null, failed: [] };
const HELD = { judged: "fallback", wish: "primary", witness: "held" };

test("a session that stands on its fallback goes on there, whatever a heartbeat was answered by meanwhile", () => {
  const answer = judging(SMALL);
  expect(answer(SMALL)).toEqual(HELD);
  expect(answer(HEART, true)).toEqual({ judged: "chosen", wish: "chosen", witness: null });
  expect(answer(SMALL)).toEqual(HELD);
});

test("once its primary answered it stands on no fallback any more", () => {
  const answer = judging(SMALL);
  expect(answer(BIG)).toEqual({ judged: "asked", wish: "primary", witness: null });
  expect(answer(SMALL)).toEqual({ judged: "chosen", wish: "chosen", witness: null });
});

describe("a heartbeat with a model of its own, answered by the primary", () => {
  const LED = { judged: "fallback", wish: "chosen", witness: "held" };

  test("is a fallback where the release leads it there, because its session fell back", () => {
    expect(judging(SMALL, null, LEADS)(BIG, true)).toEqual(LED);
    expect(judging(SMALL)(BIG, true)).toMatchObject({ judged: "asked" });
  });

  test("is one after a heartbeat that fell back, until a person was answered", () => {
    const answer = judging(null, null, LEADS);
    expect(answer(BIG, true, failing(HEART))).toEqual({ ...LED, witness: "attempt" });
    expect(answer(BIG, true)).toEqual(LED);
    expect(answer(HEART, true)).toMatchObject({ judged: "chosen" });
    expect(answer(BIG)).toMatchObject({ judged: "asked" });
    expect(answer(BIG, true)).toMatchObject({ judged: "asked" });
  });
});

const asksFor = (requested: ModelRef): Testimony => ({ requested, failed: [] });
const failing = (model: ModelRef): Testimony => ({ requested: model, failed: [{ model, witness: "attempt" }] });

describe("what the gateway itself set a session to is nobody's choice, though its runs ask for it first", () => {
  test.each<[what: string, stoodOn: ModelRef | null, left: ModelRef | null, witness: string]>([
    ["held there since it fell back", SMALL, null, "held"],
    ["set there", null, SMALL, "pin"],
  ])("%s", (_what, stoodOn, left, witness) => {
    expect(judging(stoodOn, left)(SMALL, false, asksFor(SMALL))).toEqual({
      judged: "fallback",
      wish: "primary",
      witness,
    });
    // It falls back once more, or nobody answers.
    expect(judging(stoodOn, left)(HEART, false, failing(SMALL))).toMatchObject({ wish: "primary" });
    expect(judging(stoodOn, left)(null, false, failing(SMALL))).toMatchObject({ judged: "exhausted", wish: "primary" });
  });

  test("any other is somebody's", () => {
    expect(judging(null, null)(HEART, false, failing(SMALL))).toMatchObject({ wish: "chosen" });
    expect(judging(null, HEART)(null, false, failing(SMALL))).toMatchObject({ wish: "chosen" });
  });
});
