import type { JournalEntry } from "../upstream/journal.ts";
import type { Turn } from "./turn.ts";

interface ServedRequest {
  readonly at: string;
  readonly host: string;
  readonly path: string;
  readonly model: string | null;
  /** 0 for a request that was left without an answer. */
  readonly status: number;
  readonly turn: number | null;
}

/** What happened, from the provider's journal and the sender's ledger alone; the gateway is not asked. */
export interface Truth {
  /** Every model request the provider served; retries inside one attempt count separately. */
  readonly attempts: readonly ServedRequest[];
  /** How many of them got a 401, in total and by model. */
  readonly unauthorized: number;
  readonly unauthorizedByModel: Readonly<Record<string, number>>;
  /** The same without retries: the models that got a 401, per turn. The most a gateway can know of. */
  readonly unauthorizedAttempts: number;
  /** One row per turn. */
  readonly answers: readonly Turn[];
  readonly turns: number;
  readonly answersByModel: Readonly<Record<string, number>>;
  /** Turns answered by a model other than the selected one. */
  readonly fallbacks: number;
  /** Turns in which no model's answer reached the sender. */
  readonly failedTurns: number;
  /** Turns that fell back or failed without any request for the selected model: the gateway decided by itself. */
  readonly localFailures: number;
}

export function tellTruth(journal: readonly JournalEntry[], turns: readonly Turn[]): Truth {
  const attempts = journal.filter((entry) => entry.kind === "model").map(toServed);
  const unauthorized = attempts.filter((attempt) => attempt.status === 401);
  const wentWrong = (turn: Turn): boolean => !turn.ok || fellBack(turn);
  const reached = ({ turn, selected }: Turn): boolean =>
    attempts.some((attempt) => attempt.turn === turn && attempt.model === modelOf(selected));
  return {
    attempts,
    unauthorized: unauthorized.length,
    unauthorizedByModel: countBy(unauthorized),
    unauthorizedAttempts: new Set(unauthorized.filter(isPartOfTurn).map(({ turn, model }) => `${turn} ${model}`)).size,
    answers: turns,
    turns: turns.length,
    answersByModel: countBy(turns.filter((turn) => turn.ok)),
    fallbacks: turns.filter(fellBack).length,
    failedTurns: turns.filter((turn) => !turn.ok).length,
    localFailures: turns.filter((turn) => wentWrong(turn) && !reached(turn)).length,
  };
}

const toServed = ({ at, host, path, model, status, turn }: JournalEntry): ServedRequest => ({
  at,
  host,
  path,
  model,
  status,
  turn,
});

const isPartOfTurn = ({ turn }: ServedRequest): boolean => turn !== null;

const fellBack = ({ ok, model, selected }: Turn): boolean => ok && selected !== null && model !== modelOf(selected);

const modelOf = (ref: string | null): string | null => ref?.slice(ref.lastIndexOf("/") + 1) ?? null;

function countBy(rows: readonly { readonly model: string | null }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { model } of rows) counts[model ?? "unnamed"] = (counts[model ?? "unnamed"] ?? 0) + 1;
  return counts;
}
