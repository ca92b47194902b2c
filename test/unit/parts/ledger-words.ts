import type { Evidence, FailedAttempt, Turn } from "../../../src/core/evidence.ts";
import { readModel, type ModelRef } from "../../../src/core/model.ts";

/** An instant that is now in the tests of the ledger. */
export const NOW = Date.UTC(2026, 2, 7, 12);

export const ref = (text: string): ModelRef => readModel(text) ?? { provider: "none", model: text };
export const BIG = ref("openai-codex/gpt-5.4");
export const SMALL = ref("openai-codex/gpt-5.3-codex");

export const turn = (key: string, rest: Partial<Turn> = {}): Turn => ({
  key,
  session: "agent:main:main",
  agent: "main",
  at: NOW - 1_000,
  answeredBy: BIG,
  selected: BIG,
  ...rest,
});

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
