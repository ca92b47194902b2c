import { judgedBy } from "./ledger-words.ts";
import type { FailedAttempt, Turn } from "../../../src/core/evidence.ts";
import { divide, startOf, type Bucket, type History, type Served, type Tally } from "../../../src/core/history.ts";
import type { ModelRef } from "../../../src/core/model.ts";
import { HOUR, type Instant } from "../../../src/core/time.ts";

export const NOW = Date.UTC(2026, 2, 7, 9, 12);
export const GPT: ModelRef = { provider: "openai-codex", model: "gpt-5.4" };
export const CODEX: ModelRef = { provider: "openai-codex", model: "gpt-5.3-codex" };
export const CLAUDE: ModelRef = { provider: "anthropic", model: "claude-sonnet-4.6" };

/** What a bucket of a sample holds: answers by model, and what went wrong. */
export interface Filling {
  readonly served?: readonly (readonly [model: ModelRef, answers: number, fallbacks?: number, unknown?: number])[];
  readonly unauthorized?: number;
  readonly exhausted?: number;
}

/** A history of `length` up to {@link NOW}, empty but for the named buckets, and wholly known unless said otherwise. */
export function historyOf(
  length: number,
  fillings: Readonly<Record<number, Filling>> = {},
  more: Partial<History> = {},
): History {
  const span = divide(NOW - length, NOW);
  const buckets = Array.from({ length: span.count }, (_, index) => {
    const at = startOf(span, index) + span.step / 2;
    return toBucket(fillings[index] ?? {}, at);
  });
  const known = { recordSince: NOW - length - HOUR, seenUntil: NOW };
  return { gateway: "main", span, buckets, repairs: [], ...known, ...more };
}

function toBucket({ served = [], unauthorized = 0, exhausted = 0 }: Filling, at: Instant): Bucket {
  const tally = (count: number): Tally => ({ count, firstAt: at, lastAt: at });
  const perhaps = (count: number): Tally | null => (count === 0 ? null : tally(count));
  return {
    served: served.map(([model, answers, fallbacks = 0, unknown = 0]): Served => ({
      ...tally(answers),
      model,
      fallbacks,
      unknown,
    })),
    unauthorized: perhaps(unauthorized),
    exhausted: perhaps(exhausted),
  };
}

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;

export const turnAt = (at: Instant, answeredBy: ModelRef | null, selected: ModelRef | null = GPT): Turn => ({
  key: newKey(),
  session: "agent:main:main",
  agent: "main",
  at,
  answeredBy,
  selected,
  ...judgedBy(answeredBy, selected),
});

export const failureAt = (at: Instant, more: Partial<FailedAttempt> = {}): FailedAttempt => ({
  key: newKey(),
  session: "agent:main:main",
  agent: "main",
  model: GPT,
  at,
  endedBy: "provider",
  reason: "unauthorized",
  status: 401,
  message: "Missing scopes: api.responses.write",
  said: null,
  scopes: ["api.responses.write"],
  until: null,
  ...more,
});
