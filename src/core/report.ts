import type { Text } from "./card.ts";
import type { Diagnosis, Mended, SideRun } from "./diagnosis.ts";
import type { Counts, FailedAttempt, RetriedTurn, Spending } from "./evidence.ts";
import type { AgentSetting, AuthProfile, CronJob, GatewayId, ProviderUsage, SessionRow } from "./gateway.ts";
import type { LinkStatus } from "./link.ts";
import type { Answering, Gap } from "./ledger.ts";
import type { RepairState } from "./repair.ts";
import type { ModelRef } from "./model.ts";
import type { RuleId } from "./rules.ts";
import type { Instant } from "./time.ts";

export type Verdict = "healthy" | "silent-fallback" | "failing" | "idle" | "unknown";

/** How answers are paid for. `unknown`: the gateway does not tell, or several ways are open. */
export type Payment = "subscription" | "by-use" | "local" | "unknown";

export interface AgentReport {
  readonly setting: AgentSetting;
  /** Who answered last, and since when without a break; null when nothing was answered yet. */
  readonly answering: Answering | null;
  readonly verdict: Verdict;
  readonly pinned: readonly SessionRow[];
  /** The way to the primary, and that of the answers; left out where nothing is known of the gateway. */
  readonly route?: {
    readonly configured: { readonly provider: string; readonly payment: Payment } | null;
    readonly answering: {
      readonly provider: string;
      readonly payment: Payment;
      readonly api: string | null;
      /** No key is told of: that one of the gateway's environment is used follows from the answers alone. */
      readonly inferred?: true;
    } | null;
  };
}

/** A 401 as it is shown: with the scope the provider missed and the login that was used, where they are known. */
export interface Unauthorized {
  readonly attempt: FailedAttempt;
  readonly missingScopes: readonly string[];
  readonly profile: string | null;
}

/** What else of a gateway asks models, and what its logins have left. */
export interface Standing {
  readonly logins: readonly (Pick<AuthProfile, "provider" | "mode" | "status" | "expiresAt"> &
    Pick<ProviderUsage, "windows">)[];
  /** Plans of which no login is listed. */
  readonly plans: readonly ProviderUsage[];
  /** Null where the gateway does not tell. */
  readonly cron: readonly CronJob[] | null;
  /** The newest runs of jobs and subagents within a day. */
  readonly sideRuns: readonly SideRun[];
}

/** A model that no agent asks first, and that answered where a repair asked it. */
export interface MendedModel {
  readonly model: ModelRef;
  readonly at: Instant;
}

/** Everything the companion can say of one gateway at one instant. */
export interface GatewayReport {
  readonly id: GatewayId;
  readonly url: string;
  readonly at: Instant;
  readonly link: LinkStatus;
  /** Whether what is shown is what the gateway says now; a gateway that cannot be read never looks healthy. */
  readonly reading:
    | { readonly state: "current"; readonly at: Instant }
    | {
        readonly state: "unreadable";
        readonly since: Instant | null;
        readonly why: Text;
        /** It lets us in, and yet its record could not be read: not only not yet. */
        readonly failed?: true;
      };
  readonly version: string | null;
  readonly agents: readonly AgentReport[];
  /** Null when the ledger holds nothing of this gateway yet. */
  readonly counts: Counts | null;
  readonly unauthorized: readonly Unauthorized[];
  readonly recordSince: Instant | null;
  /** Left out where nobody said how much a day may cost. */
  readonly spending?: Spending;
  /** The newest proved repair, as long as no real answer has come since; left out where there is none. */
  readonly mended?: Mended;
  /** The newest proved repair within a day, also when answers came since; left out where there is none. */
  readonly repaired?: Mended;
  /** Why the record begins no earlier, the newest first; left out where nothing is missing. */
  readonly incomplete?: readonly (Gap & { readonly why: Text })[];
  /** Turns that were tried again and again within a day, and of which nothing has come since. */
  readonly retried?: readonly RetriedTurn[];
  /** When another gateway was read first under this name; left out where there was none before. */
  readonly replacedAt?: Instant;
  /** Left out where nothing is known of the gateway. */
  readonly standing?: Standing;
  readonly diagnoses: readonly Diagnosis[];
  readonly cannotTell: readonly { readonly rule: RuleId; readonly why: Text }[];
  readonly skippedFrames: number;
  /** A repair that was begun and has not ended; left out where there is none. */
  readonly openRepair?: OpenRepair;
  /**
   * A repair is under way: what failed before it fits what the gateway is set to no more, and nothing is concluded from
   * it until the repair has ended. There are no diagnoses, and that says nothing.
   */
  readonly onHold?: true;
}

export interface OpenRepair {
  readonly id: string;
  readonly state: RepairState;
  readonly since: Instant;
  /** The name of whoever confirmed it. */
  readonly by: string;
  /** Some process goes on with it now; else it waits for one. */
  readonly inHand: boolean;
}

/** Where commands get reports from. */
export interface ReportSource {
  /** The names of all gateways, in the order they were configured. */
  readonly gateways: readonly GatewayId[];
  agents(gateway: GatewayId | null): readonly string[];
  /** The models a gateway lists, as `provider/model`; those of the only one, or none, where it is not named. */
  models(gateway: GatewayId | null): Promise<readonly string[]>;
  report(gateway: GatewayId): Promise<GatewayReport>;
}
