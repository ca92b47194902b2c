import { readModel } from "../../src/core/model.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Json = Readonly<Record<string, unknown>>;

/** What a small gateway says. Everything left out is as on a healthy one. */
export interface World {
  readonly version: string;
  readonly agents?: readonly Json[];
  /** What the gateway makes of its default model. */
  readonly primary: string;
  readonly config: Json;
  readonly sessions: readonly Json[];
  readonly history: Readonly<Record<string, readonly Json[]>>;
  readonly log: readonly string[];
  /** Replies to further methods. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly uptimeMs?: number;
  /** How long `sessions.list` takes. */
  readonly slowMs?: number;
  readonly methods?: readonly string[];
}

export function split(text: string): { readonly provider: string; readonly model: string } {
  const ref = readModel(text);
  if (ref === null) throw new Error(`${text} is no model`);
  return ref;
}

export const selected = (text: string): Json => {
  const { provider, model } = split(text);
  return { modelProvider: provider, model };
};

export const row = (key: string, sessionId: string, model: string, at: number, more: Json = {}): Json => ({
  key,
  sessionId,
  updatedAt: at,
  kind: "direct",
  ...selected(model),
  ...more,
});

interface TurnOptions {
  /** Attempts that releases up to 2026.7.1 leave in the transcript. */
  readonly failed?: readonly (readonly [model: string, words: string])[];
  readonly question?: string | null;
  readonly more?: Json;
}

/** A question and its answer; heartbeats of newer releases leave the answer alone. */
export function turn(run: string, model: string, at: number, options: TurnOptions = {}): readonly Json[] {
  const { failed = [], question = `question ${run}`, more = {} } = options;
  const asked = { role: "user", content: question, timestamp: at - 3_000, idempotencyKey: `${run}:user` };
  return [
    ...(question === null ? [] : [asked]),
    ...failed.map(([tried, words], index) => ({
      role: "assistant",
      ...split(tried),
      stopReason: "error",
      errorMessage: words,
      content: [],
      timestamp: at - 2_000 + index * 100,
    })),
    {
      role: "assistant",
      ...split(model),
      stopReason: "stop",
      content: [{ type: "text", text: "a" }],
      timestamp: at,
      __openclaw: { runId: run },
      ...more,
    },
  ];
}

const line = (at: number, rest: Json): string => JSON.stringify({ ...rest, time: new Date(at).toISOString() });

/** The log's first line: it reaches back to here. */
export const logFrom = (at: number): string => line(at, { 0: '{"subsystem":"gateway"}', 1: "ready" });

interface Fall {
  readonly run: string;
  readonly session: string;
  readonly asked: string;
  readonly served: string;
  readonly at: number;
  readonly reason: string;
  readonly status?: number;
  readonly words: string;
}

/** The lines of a turn in which `asked` failed and `served` answered. */
export function fellBack(fall: Fall): readonly string[] {
  const { run, session, asked, served, at, reason, status, words } = fall;
  const told = { reason, ...(status !== undefined && { status }), errorPreview: words };
  const [wanted, stood] = [split(asked), split(served)];
  const decided = (candidate: typeof wanted, decision: string, attempt: number, more: Json) =>
    line(at - 1_400 + attempt * 100, {
      1: {
        event: "model_fallback_decision",
        runId: run,
        sessionId: session,
        decision,
        requestedProvider: wanted.provider,
        requestedModel: wanted.model,
        candidateProvider: candidate.provider,
        candidateModel: candidate.model,
        attempt,
        total: 2,
        ...more,
      },
    });
  const ended = { event: "embedded_run_agent_end", runId: run, isError: true, error: words, ...wanted };
  return [
    line(at - 1_500, { 1: { ...ended, failoverReason: reason, rawErrorPreview: words } }),
    decided(wanted, "candidate_failed", 1, told),
    decided(stood, "candidate_succeeded", 2, { previousAttempts: [{ ...wanted, ...told }] }),
  ];
}

/** The lines of a turn in which the gateway passed `asked` over without asking anybody. */
export const passedOver = (fall: Fall): readonly string[] => fellBack(fall).slice(1);
