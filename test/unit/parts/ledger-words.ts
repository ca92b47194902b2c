import type { Evidence, FailedAttempt, Turn } from "../../../src/core/evidence.ts";
import { readModel, sameModel, type ModelRef } from "../../../src/core/model.ts";

/** An instant that is now in the tests of the ledger. */
export const NOW = Date.UTC(2026, 2, 7, 12);

export const ref = (text: string): ModelRef => readModel(text) ?? { provider: "none", model: text };
export const BIG = ref("openai-codex/gpt-5.4");
export const SMALL = ref("openai-codex/gpt-5.3-codex");

export const turn = (key: string, rest: Partial<Turn> = {}): Turn => {
  const { answeredBy = BIG, selected = BIG } = rest;
  return {
    key,
    session: "agent:main:main",
    agent: "main",
    at: NOW - 1_000,
    answeredBy,
    selected,
    ...judgedBy(answeredBy, selected),
    ...rest,
  };
};

/** What became of a turn whose run told why, where another model than the selected one answered. */
export function judgedBy(
  answeredBy: ModelRef | null,
  selected: ModelRef | null,
): Pick<Turn, "judged" | "wish" | "witness"> {
  if (answeredBy === null) return { judged: "exhausted", wish: "primary", witness: null };
  if (selected === null) return { judged: "unknown", wish: "unknown", witness: null };
  if (sameModel(answeredBy, selected)) return { judged: "asked", wish: "primary", witness: null };
  return { judged: "fallback", wish: "primary", witness: "attempt" };
}

export const attempt = (key: string, rest: Partial<FailedAttempt> = {}): FailedAttempt => ({
  key,
  session: "agent:main:main",
  agent: "main",
  model: BIG,
  at: NOW - 1_000,
  endedBy: "provider",
  reason: "unauthorized",
  status: 401,
  message: "401 no",
  said: null,
  scopes: [],
  until: null,
  ...rest,
});

export const turns = (...all: Turn[]): Evidence => ({ attempts: [], turns: all });
export const attempts = (...all: FailedAttempt[]): Evidence => ({ attempts: all, turns: [] });
