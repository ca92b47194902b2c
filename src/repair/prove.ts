import type { ModelRef } from "../core/model.ts";
import { PROOF_SESSION } from "../core/repair.ts";
import type { GatewayAdmin } from "../core/gateway-admin.ts";
import type { Plan } from "../core/plan.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import { askCanary, type CanaryEnd } from "./canary.ts";
import type { Waiting } from "./write.ts";

/** Proved, or the sentence that says what happened instead. */
export type Proof = { readonly proved: true } | { readonly proved: false; readonly why: string };

/** Since 2026.4 a credential rests five minutes at most; the hour it may rest before is more than anybody waits. */
const REST = 6 * MINUTE;
const PAUSE = 20 * SECOND;

/**
 * Proves a repair by the only thing that proves it: on every repaired agent a real turn, in a session of our own,
 * answered by the wanted model with no failed attempt.
 */
export async function prove(
  admin: GatewayAdmin,
  plan: Plan,
  step: number,
  waiting: Waiting,
  say: (text: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<Proof> {
  const refused = step === plan.steps.length - 1 ? await findRefused(admin, plan, signal) : null;
  if (refused !== null) return { proved: false, why: `the gateway's own test of ${refused} was refused` };
  for (const { agent, wanted } of plan.proves) {
    const session = toProofSession(agent, plan, String(step));
    const end = await askUntilTold(admin, session, wanted, waiting, say, signal);
    if (end.kind === "answered") continue;
    return { proved: false, why: plan.proves.length > 1 ? `${agent}: ${end.why}` : end.why };
  }
  return { proved: true };
}

export const toProofSession = (agent: string, plan: Plan, what: string): string =>
  `agent:${agent}:${PROOF_SESSION}-${plan.id}-${what}`.toLowerCase();

/** The gateway's own test is quicker and cheaper than a turn where it has one. Only the last step leaves the right logins alone. */
async function findRefused(admin: GatewayAdmin, plan: Plan, signal?: AbortSignal): Promise<string | null> {
  for (const provider of new Set(plan.proves.map(({ wanted }) => wanted.provider))) {
    if ((await admin.probe(provider, signal)) === "refused") return provider;
  }
  return null;
}

/** A login that still rests after the refusals before the repair says nothing about the repair: it is asked again. */
async function askUntilTold(
  admin: GatewayAdmin,
  session: string,
  wanted: ModelRef,
  waiting: Waiting,
  say: (text: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<CanaryEnd> {
  const deadline = waiting.clock() + REST;
  for (let asked = 0; ; asked += 1) {
    const end = await askCanary(admin, session, wanted, waiting, signal);
    if (end.kind !== "resting" || waiting.clock() + PAUSE > deadline || signal?.aborted) return end;
    if (asked === 0)
      await say("The gateway still leaves the login alone after the refusals before: asking again until it does not.");
    await waiting.sleep(PAUSE, signal);
  }
}
