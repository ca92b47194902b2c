import { formatModel, sameModel, type ModelRef } from "../core/model.ts";
import { PROOF_SESSION, type GatewayAdmin, type Plan } from "../core/repair.ts";
import type { TranscriptEntry } from "../core/record.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import type { Waiting } from "./write.ts";

/** Proved, or the sentence that says what happened instead. */
export type Proof = { readonly proved: true } | { readonly proved: false; readonly why: string };

const QUESTION = "Reply with the one word OK. (A check by the OpenClaw Companion.)";
/** A refused login may be tried several times before the gateway gives the turn up. */
const PATIENCE = 2 * MINUTE;
const LOOK = SECOND / 2;

/**
 * Proves a repair by the only thing that proves it: a real turn, in a session of our own, answered by the
 * wanted model with no failed attempt. The session is removed afterwards, whatever came of it.
 */
export async function prove(
  admin: GatewayAdmin,
  plan: Plan,
  step: number,
  waiting: Waiting,
  signal?: AbortSignal,
): Promise<Proof> {
  for (const { agent, wanted } of plan.proves) {
    const session = `agent:${agent}:${PROOF_SESSION}-${plan.id}-${step}`;
    try {
      const proof = await proveOne(admin, session, wanted, waiting, signal);
      if (!proof.proved) return { proved: false, why: plan.proves.length > 1 ? `${agent}: ${proof.why}` : proof.why };
    } finally {
      // The proof stands without this; a session that stays behind is only untidy.
      await admin.removeSession(session, signal).catch(() => {});
    }
  }
  return { proved: true };
}

async function proveOne(
  admin: GatewayAdmin,
  session: string,
  wanted: ModelRef,
  waiting: Waiting,
  signal?: AbortSignal,
): Promise<Proof> {
  await admin.say(session, QUESTION, signal);
  const deadline = waiting.clock() + PATIENCE;
  while (waiting.clock() < deadline && !signal?.aborted) {
    await waiting.sleep(LOOK, signal);
    const { entries } = await admin.transcript(session, 50, signal);
    const verdict = readVerdict(entries, wanted);
    if (verdict) return verdict;
  }
  return { proved: false, why: `no model answered within ${PATIENCE / MINUTE} minutes` };
}

/** Null while the turn goes on. */
function readVerdict(entries: readonly TranscriptEntry[], wanted: ModelRef): Proof | null {
  const answer = entries.findLast((entry) => entry.kind === "answered");
  const failed = entries.find((entry) => entry.kind === "failed" && sameModel(entry.model, wanted));
  if (answer?.kind === "answered") {
    if (!sameModel(answer.model, wanted))
      return { proved: false, why: `${formatModel(answer.model)} answered the check, not ${formatModel(wanted)}` };
    return failed
      ? { proved: false, why: `${formatModel(wanted)} answered only after a failed attempt` }
      : { proved: true };
  }
  if (entries.some(({ kind }) => kind === "gave-up")) return { proved: false, why: "no model answered the check" };
  return failed ? { proved: false, why: `${formatModel(wanted)} failed again` } : null;
}
