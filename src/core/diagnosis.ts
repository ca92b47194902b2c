import type { Snapshot, CronJob } from "./gateway.ts";
import type { Answering, FailureSummary, RouteChange, Upgrade } from "./ledger.ts";
import type { Rest, RetriedTurn, Spending, Turn } from "./evidence.ts";
import type { Line, Text } from "./card.ts";
import type { ModelRef } from "./model.ts";
import type { RuleId } from "./rules.ts";
import type { Instant } from "./time.ts";

export type Severity = "critical" | "warning" | "info";

const ORDER: readonly Severity[] = ["critical", "warning", "info"];

export const worst = (severities: readonly Severity[]): Severity =>
  ORDER.find((one) => severities.includes(one)) ?? "info";

/** A model that fails for an agent; null where it is not known for which. */
export interface Failing {
  readonly agent: string | null;
  readonly model: ModelRef;
}

/** Where the requests of a provider's entry should go, and over which api. */
export interface RightRoute {
  readonly provider: string;
  readonly baseUrl: string;
  readonly api: string;
}

/** What is wrong now, in words for the operator. Public: no error texts, session keys or profile names. */
export interface Diagnosis {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly title: Text;
  /** What it is and why it happens; what to do, too, where that is no step of its own. */
  readonly explanation: Line;
  /** What somebody does about it, besides the fix. */
  readonly next?: Line;
  /** The newest words of the provider or the gateway about it. For admins alone, and in no card that others see. */
  readonly says?: string;
  /** The kind of fix that fits, by its id; null when none of ours does. */
  readonly remedy: string | null;
  readonly agents: readonly string[];
  /** The failing models it explains, by agent; left out where it is not about failed attempts. */
  readonly about?: readonly Failing[];
  /** What should stand in the configuration instead, where that is what is wrong. */
  readonly right?: RightRoute;
  /** What it is about besides failing models, where a rule can find it of several things at once: a job, a plan, a login. */
  readonly subject?: string;
  /** It is over, and shown after what is not. */
  readonly past?: true;
  /** When its first sign was seen; left out where it is a setting and not an event. */
  readonly since?: Instant;
}

/** What rules look at: what a gateway is set to, and what happened lately and was not put right since. */
export interface RuleInput {
  readonly now: Instant;
  readonly snapshot: Snapshot;
  readonly failures: readonly FailureSummary[];
  /** What would have to be explained, had it not been asked another way than the configuration says now. */
  readonly superseded?: readonly FailureSummary[];
  readonly answering: readonly Answering[];
  readonly lastTurns: readonly Turn[];
  /** The newest repair that was proved, and still stands. */
  readonly mended?: Mended | null;
  /** Primary models that were changed within the last day. */
  readonly routeChanges?: readonly RouteChange[];
  /** Turns of the last day that were tried again and again, and of which nothing has come since. */
  readonly retried?: readonly RetriedTurn[];
  /** The newest runs of jobs by the clock and of subagents within a day. */
  readonly sideRuns?: readonly SideRun[];
  /** Logins and keys that the gateway leaves alone now. */
  readonly rests?: readonly Rest[];
  /** Another release that runs since yesterday or later. */
  readonly upgrade?: Upgrade | null;
  /** What answers cost today, where somebody said how much that may be. */
  readonly spending?: Spending;
  /** When another gateway was read first under this name; left out where that is long ago or never was. */
  readonly replacedAt?: Instant;
}

export interface Rule {
  readonly id: RuleId;
  inspect(input: RuleInput): readonly Diagnosis[] | { readonly cannotTell: Text };
}

/** The newest run of a job by the clock, or of an agent's subagents with one wish: who was asked, and who answered. */
export interface SideRun {
  /** The job; null for subagents. */
  readonly job: Pick<CronJob, "id" | "name"> | null;
  readonly agent: string;
  readonly asked: ModelRef | null;
  /** Null where nobody answered. */
  readonly answered: ModelRef | null;
  readonly at: Instant;
  /** How many sessions of the kind there were; of jobs and subagents alike. */
  readonly count: number;
  /** Why another model answered than was asked: that one failed, or nothing tells why; null where none did. */
  readonly substituted: "failed" | "unheeded" | null;
}

/** A repair that was proved by the model it was for. */
export interface Mended {
  readonly at: Instant;
  /** Whoever confirmed it. */
  readonly by: string;
  /** The agents it was proved for. */
  readonly agents: readonly string[];
}
