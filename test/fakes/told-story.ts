import { readModel } from "../../src/core/model.ts";
import { isAtLeast } from "../../src/lib/version.ts";
import type { Told } from "./told-gateway.ts";

const split = (name: string) => readModel(name) ?? { provider: "none", model: name };
const toFields = (name: string) => ({ modelProvider: split(name).provider, model: split(name).model });
const iso = (at: number): string => new Date(at).toISOString();

/** One turn of a story: who was asked, who answered, and what the one that was asked said. */
export interface Fallen {
  readonly minutesAgo: number;
  readonly words: string;
  readonly reason: string;
  readonly status?: number;
}

/** One agent and one session on whose turns the primary failed and its fallback answered. */
export function fallingBack(
  version: string,
  primary: string,
  fallback: string,
  turns: readonly Fallen[],
  config: object = {},
): Told {
  const now = Date.now();
  const isOld = !isAtLeast(version, "2026.8.1");
  const told = turns.map((turn, index) => ({ ...turn, at: now - turn.minutesAgo * 60_000, run: `run-${index}` }));
  return {
    version,
    agents: ["main"],
    defaults: toFields(primary),
    config: { agents: { defaults: { model: { primary, fallbacks: [fallback] } } }, ...config },
    sessions: [
      { key: "agent:main:main", sessionId: "s1", updatedAt: now - 60_000, ...toFields(isOld ? fallback : primary) },
    ],
    history: {
      "agent:main:main": {
        sessionId: "s1",
        messages: told.flatMap(({ run, at, words }) => [
          { role: "user", content: `q ${run}`, timestamp: at - 3_000, __openclaw: { idempotencyKey: `${run}:user` } },
          ...(isOld
            ? [
                {
                  role: "assistant",
                  ...split(primary),
                  stopReason: "error",
                  errorMessage: words,
                  timestamp: at - 2_000,
                },
              ]
            : []),
          {
            role: "assistant",
            ...split(fallback),
            stopReason: "stop",
            content: [{ type: "text", text: "a" }],
            timestamp: at,
            __openclaw: { runId: run },
          },
        ]),
      },
    },
    log: [
      JSON.stringify({ 0: "{}", 1: "ready", time: iso(now - 3 * 3_600_000) }),
      ...told.flatMap((one) => linesOf(one, primary, fallback)),
    ],
  };
}

function linesOf(turn: Fallen & { readonly at: number; readonly run: string }, primary: string, fallback: string) {
  const { at, run, words, reason, status } = turn;
  const asked = split(primary);
  const failed = { reason, ...(status !== undefined && { status }), errorPreview: words };
  const decided = (candidate: string, decision: string, attempt: number, rest: object) => ({
    event: "model_fallback_decision",
    runId: run,
    sessionId: "s1",
    decision,
    requestedProvider: asked.provider,
    requestedModel: asked.model,
    candidateProvider: split(candidate).provider,
    candidateModel: split(candidate).model,
    attempt,
    total: 2,
    ...rest,
  });
  const ended = { event: "embedded_run_agent_end", runId: run, isError: true, error: words, failoverReason: reason };
  return [
    [1_500, { ...ended, ...asked, rawErrorPreview: words }],
    [1_300, decided(primary, "candidate_failed", 1, failed)],
    [1_200, decided(fallback, "candidate_succeeded", 2, { previousAttempts: [{ ...asked, ...failed }] })],
  ].map(([before, line]) => JSON.stringify({ 0: "{}", 1: line, time: iso(at - Number(before)) }));
}
