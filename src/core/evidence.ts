import type { EndedBy, FailureFacts } from "./failure.ts";
import type { ModelRef } from "./model.ts";
import type { Instant, PerWindow } from "./time.ts";

/** A failed try at one model in one run; retries inside the try count once. */
export interface FailedAttempt extends FailureFacts {
  /** Natural key: the same attempt seen twice, in any source, has the same key. */
  readonly key: string;
  readonly session: string | null;
  readonly agent: string | null;
  readonly model: ModelRef;
  readonly at: Instant;
  readonly endedBy: EndedBy;
  /** The login or key it was made with, as far as it was known when it was read. */
  readonly login?: string | null;
  /** A digest of what the configuration said of the way to its provider when it was read. */
  readonly entry?: string | null;
}

/**
 * What became of a turn. `asked`: the agent's primary answered. `chosen`: another model did, because somebody asked for
 * it. `fallback`: another one than its run asked for, and the run says why. `rerouted`: that model, over another route.
 * `unknown`: another model than the primary, at a time of which no record tells why. `exhausted`: nobody answered.
 */
export type Judgement = "asked" | "chosen" | "fallback" | "rerouted" | "unknown" | "exhausted";

/** What makes an answer a fallback. `held`: its session was left on the fallback of an earlier turn. */
export type Witness = "attempt" | "decision" | "refusal" | "held" | "pin";

/** Whose wish a run went by: the agent's primary, or a choice of somebody's (a pin, a job's model, a heartbeat's …). */
export type Wish = "primary" | "chosen" | "unknown";

/** A turn that is over: some model answered, or none did. */
export interface Turn {
  readonly key: string;
  readonly session: string;
  readonly agent: string;
  readonly at: Instant;
  /** The model that produced the answer; null when the chain was exhausted. */
  readonly answeredBy: ModelRef | null;
  /** What its run asked for first; null when it cannot be known. */
  readonly selected: ModelRef | null;
  readonly judged: Judgement;
  readonly wish: Wish;
  readonly witness: Witness | null;
  /** How the answer was asked for, in the gateway's words (`openai-responses`): two of them are two routes. */
  readonly api?: string;
  /** What the answer says of itself, where that is another model than the one that was asked. */
  readonly reported?: string;
  /** What the answer cost (US dollars), by the prices the gateway knows; left out where it knows none. */
  readonly cost?: number;
}

/** What answers cost by the prices a gateway knows. */
export interface Spent {
  /** US dollars. */
  readonly usd: number;
  /** Answers whose price is known, … */
  readonly priced: number;
  /** … and those it is not known of. */
  readonly unpriced: number;
}

/** What answers cost since midnight, and how many US dollars that may be. */
export interface Spending {
  readonly since: Instant;
  readonly limit: number;
  readonly spent: Spent;
}

/** A turn that the gateway tries again and again by itself, far more often than any chain of models explains. */
export interface RetriedTurn {
  /** The key of its turn. */
  readonly key: string;
  readonly session: string;
  readonly agent: string;
  /** A digest of what was asked. */
  readonly prompt: string;
  /** The model that failed last. */
  readonly model: ModelRef;
  /** How often it failed; no fewer than that, where its beginning or a part of it was not read. */
  readonly failures: number;
  readonly exact: boolean;
  readonly since: Instant;
  readonly lastAt: Instant;
  /** Somebody or something put an end to it. */
  readonly over: boolean;
}

/** A login or key that the gateway leaves alone for a while, by its own account. */
export interface Rest {
  readonly provider: string;
  /** The gateway's own name for the login, which tells nothing of it; empty where it has none. */
  readonly profile: string;
  readonly at: Instant;
  readonly until: Instant;
  /** Switched off for long, as after an empty account, and not only for a moment. */
  readonly disabled: boolean;
  /** The gateway's own word for why. */
  readonly said: string | null;
}

export interface Evidence {
  readonly attempts: readonly FailedAttempt[];
  readonly turns: readonly Turn[];
  readonly retried?: readonly RetriedTurn[];
  readonly rests?: readonly Rest[];
}

/** Counts of a gateway's ledger in each window. */
export interface Counts {
  readonly answers: PerWindow;
  /** Of the answers: by a model that somebody had chosen, … */
  readonly chosen: PerWindow;
  /** … by the right model over another route, … */
  readonly rerouted: PerWindow;
  /** … and those of which nobody knows why another model gave them. */
  readonly unknown: PerWindow;
  readonly fallbacks: PerWindow;
  readonly unauthorized: PerWindow;
  readonly refusedLocally: PerWindow;
  readonly exhausted: PerWindow;
}

/** What happened on a gateway since an instant. */
export interface Impact {
  readonly answers: number;
  readonly fallbacks: number;
  readonly unauthorized: number;
  readonly exhausted: number;
  readonly sessions: number;
  /** Answers by a selected model since the last one that was not. */
  readonly goodInARow: number;
  /** What fallbacks, and answers over another route, cost; left out by releases before it was read. */
  readonly spent?: Spent;
}
