import { expect, test } from "vitest";
import type { ModelRef } from "../../../src/core/model.ts";
import { releaseOf } from "../../../src/core/releases/index.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { createJudge } from "../../../src/evidence/judge.ts";
import type { TurnTrace } from "../../../src/evidence/turns.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";

const SESSION = "agent:main:main";
const HEART: ModelRef = { provider: "openai-codex", model: "gpt-5.1-mini" };

/** One turn after the other, in a session whose gateway keeps it on the model it fell back to. */
function judging(stoodOn: ModelRef | null) {
  const judge = createJudge(SESSION, {
    release: releaseOf("2026.5.28", { methods: [] }),
    primariesAt: () => [BIG],
    chosenFor: (_session, isHeartbeat) => (isHeartbeat ? HEART : null),
    heartbeatOf: () => HEART,
    beats: () => true,
    pinOf: () => null,
    stoodOn: () => stoodOn,
    loggedFrom: NOW - MINUTE,
  });
  let at = NOW;
  return (answeredBy: ModelRef, isHeartbeat = false) => {
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
      end: { kind: "answered", at, model: answeredBy, api: null, reported: null, cost: null },
    };
    const { judged, wish, witness } = judge.judge(trace, answeredBy, { requested: null, failed: [] });
    return { judged, wish, witness };
  };
}

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
