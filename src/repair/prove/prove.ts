import type { Text } from "../../core/card.ts";
import { PROOF_SESSION } from "../../core/repair.ts";
import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import type { Answerer, Plan } from "../../core/plan.ts";
import { MINUTE, SECOND, type Instant } from "../../core/time.ts";
import type { RepairState } from "../../core/repair.ts";
import { say } from "../../words/say.ts";
import { askCanary, type Asking, type CanaryEnd } from "./canary.ts";

/** Proved, or the sentence that says what happened instead. */
export type Proof = { readonly proved: true } | { readonly proved: false; readonly why: Text };

/** What a proof needs of the repair it is for. */
export interface Proving extends Asking {
  readonly plan: Plan;
  tell(state: RepairState, text: Text): Promise<void>;
  now(): Instant;
  isStopped(): boolean;
}

/** Since 2026.4 a credential rests five minutes at most; the hour it may rest before is more than anybody waits. */
const REST = 6 * MINUTE;
const PAUSE = 20 * SECOND;

/**
 * Proves a repair by the only thing that proves it: on every repaired agent a real turn, in a session of our own,
 * answered by the wanted model with no failed attempt.
 */
export async function prove(admin: GatewayAdmin, step: number, job: Proving): Promise<Proof> {
  const { plan } = job;
  const tests = step === plan.steps.length - 1 ? await testAll(admin, job) : [];
  const refused = tests.find(({ end }) => end === "refused");
  if (refused !== undefined) return { proved: false, why: say("repair.test-refused", { provider: refused.provider }) };
  const isTested = (provider: string): boolean => tests.some((one) => one.provider === provider && one.end === "ok");
  for (const one of plan.proves) {
    const end = await askUntilTold(admin, toProofSession(one.agent, plan, String(step)), one, job);
    // What no session can be set to is proved by the gateway's own test, where it has one.
    if (end.kind === "answered" || (end.kind === "unasked" && isTested(one.wanted.provider))) continue;
    const { why } = end;
    return { proved: false, why: plan.proves.length > 1 ? say("repair.agent", { agent: one.agent, why }) : why };
  }
  return { proved: true };
}

export const toProofSession = (agent: string, plan: Plan, what: string): string =>
  `agent:${agent}:${PROOF_SESSION}-${plan.id}-${what}`.toLowerCase();

/** Removes every session a repair may have asked in: a link that was lost, or a process, may have left one behind. */
export async function removeSessions(
  admin: GatewayAdmin,
  { plan, signal }: Pick<Proving, "plan" | "signal">,
): Promise<void> {
  const asked = ["0", ...[...plan.steps.keys()].slice(1).map(String)];
  const agents = new Set([...plan.proves, ...plan.answered].map(({ agent }) => agent));
  const keys = [...agents].flatMap((agent) => [...asked, "before"].map((what) => toProofSession(agent, plan, what)));
  // An answer may be lost; one that is not there cannot be removed, and one that stays is only untidy.
  const remove = (key: string) => admin.removeSession(key, signal);
  await Promise.all(keys.map((key) => remove(key).catch(() => remove(key).catch(() => {}))));
}

/** The gateway's own test is quicker and cheaper than a turn where it has one. Only the last step leaves the right logins alone. */
const testAll = ({ probe }: GatewayAdmin, { plan, signal }: Proving) =>
  Promise.all(
    [...new Set(plan.proves.map(({ wanted }) => wanted.provider))].map(async (provider) => ({
      provider,
      end: await probe(provider, signal),
    })),
  );

/** A login that still rests after the refusals before the repair says nothing about the repair: it is asked again. */
async function askUntilTold(admin: GatewayAdmin, session: string, one: Answerer, job: Proving): Promise<CanaryEnd> {
  const deadline = job.now() + REST;
  for (let asked = 0; ; asked += 1) {
    const end = await askCanary(admin, session, one, job);
    if (end.kind !== "resting" || job.now() + PAUSE > deadline || job.isStopped()) return end;
    if (asked === 0) await job.tell("proving", say("repair.asking-again"));
    await job.sleep(PAUSE);
  }
}
