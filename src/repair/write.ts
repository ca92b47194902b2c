import { includes, valueAt, type JsonObject } from "../core/json.ts";
import type { ConfigPatch, Plan, PlanStep } from "../core/plan.ts";
import type { GatewayAdmin, OpenAdmin } from "../core/gateway-admin.ts";
import { SECOND, type Clock } from "../core/time.ts";
import { withoutSecrets } from "./secrets.ts";

/** After a change that restarts the gateway, this much longer than it announces. */
const RESTART_MARGIN = 1.5 * SECOND;
/** How long a gateway may take to come back after a change, and how often it is looked for. */
const COME_BACK = 90 * SECOND;
const PAUSE = SECOND;

export interface Waiting {
  readonly clock: Clock;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export type Standing = "before" | "after" | "between" | "neither";

/**
 * Gateways fill in defaults when they write, and people add things of their own: what a step knows of must be
 * there, more may be. Secrets cannot be compared: nobody shows them.
 *
 * What the configuration holds of a step: what it found, what it wants, what is there between two patches
 * (a value that is removed before it is set anew), or something that is not ours.
 */
export function standingOf(step: PlanStep, document: JsonObject): Standing {
  const holds = (side: "before" | "after") =>
    step.changes.every((change) => includes(valueAt(document, change.path), withoutSecrets(change[side])));
  if (holds("after")) return "after";
  if (holds("before")) return "before";
  return step.split && step.changes.every(({ path }) => valueAt(document, path) === undefined) ? "between" : "neither";
}

/** Opens the gateway again and again until it answers or the time is up: it may be restarting. */
export async function openAgain(
  open: () => ReturnType<OpenAdmin>,
  waiting: Waiting,
  signal?: AbortSignal,
): Promise<GatewayAdmin | { readonly why: string }> {
  const deadline = waiting.clock() + COME_BACK;
  for (;;) {
    const admin = await open();
    if (!("refused" in admin)) return admin;
    if (waiting.clock() + PAUSE > deadline || signal?.aborted) return { why: admin.refused.why };
    await waiting.sleep(PAUSE, signal);
  }
}

/** Waits until the gateway goes down for the restart it announced, or should have. */
export async function waitForRestart(
  admin: GatewayAdmin,
  restartIn: number,
  waiting: Waiting,
  signal?: AbortSignal,
): Promise<void> {
  const down = new AbortController();
  const stop = (): void => down.abort();
  admin.closed.then(stop, stop);
  await waiting.sleep(restartIn + RESTART_MARGIN, signal ? AbortSignal.any([signal, down.signal]) : down.signal);
}

export type Written =
  | { readonly kind: "written"; readonly restartIn: number | null }
  | { readonly kind: "not-written"; readonly why: string };

/**
 * Writes patches one after the other, each against the hash it was made for. Waits out rate limits within
 * the deadline. `expected` is the hash the operator confirmed; null takes what is there.
 */
export async function writePatches(
  admin: GatewayAdmin,
  patches: readonly ConfigPatch[],
  expected: string | null,
  note: string,
  waiting: Waiting,
  tell: (text: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<Written> {
  let hash = expected;
  let restartIn: number | null = null;
  for (const patch of patches) {
    const deadline = waiting.clock() + COME_BACK;
    for (;;) {
      const outcome = await admin.patch(patch, hash ?? (await admin.config(signal)).hash, note, signal);
      if (outcome.kind === "written") {
        ({ restartIn } = outcome);
        break;
      }
      if (outcome.kind === "changed-meanwhile")
        return { kind: "not-written", why: "the configuration was changed by somebody else meanwhile" };
      if (outcome.kind === "refused")
        return { kind: "not-written", why: `the gateway refused the change: ${outcome.why}` };
      if (waiting.clock() + outcome.retryAfter > deadline)
        return { kind: "not-written", why: "the gateway allows no more changes for now" };
      await tell(
        `The gateway allows only a few changes a minute: waiting ${Math.ceil(outcome.retryAfter / SECOND)} s.`,
      );
      await waiting.sleep(outcome.retryAfter, signal);
    }
    hash = null;
  }
  return { kind: "written", restartIn };
}

/** A gateway that restarted a moment ago may take half a minute before it does so again. */
export const toWait = (restartIn: number): string =>
  `Written. Waiting for the gateway, which restarts within ${Math.max(1, Math.round(restartIn / SECOND))} s.`;

export const noteOf = (plan: Plan): string => `openclaw-companion ${plan.remedy} ${plan.id}`;

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown error");
