import type { Text } from "../../core/card.ts";
import type { ConfigPatch, Plan } from "../../core/plan.ts";
import type { GatewayAdmin, PatchOutcome } from "../../core/gateway-admin.ts";
import type { RepairState } from "../../core/repair.ts";
import { SECOND } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { COME_BACK, type Job } from "./job.ts";

export type Written =
  | Extract<PatchOutcome, { kind: "written" }>
  /** `changed`: somebody else wrote in between. */
  | { readonly kind: "not-written"; readonly why: Text; readonly changed: boolean };

export interface Writing {
  readonly patches: readonly ConfigPatch[];
  /** The hash the first patch was made for; null takes what is there. */
  readonly expected: string | null;
  readonly note: string;
  /** Under which state waiting is told. */
  readonly state: RepairState;
}

/** Writes patches one after the other, each against the hash it was made for. Waits out rate limits within the deadline. */
export async function writePatches(admin: GatewayAdmin, writing: Writing, job: Job): Promise<Written> {
  let hash = writing.expected;
  let last: Written = { kind: "written", restartIn: null, answered: null };
  for (const patch of writing.patches) {
    const deadline = job.now() + COME_BACK;
    for (;;) {
      const outcome = await admin.patch(patch, hash ?? (await admin.config(job.signal)).hash, writing.note, job.signal);
      if (outcome.kind === "written") {
        last = outcome;
        break;
      }
      if (outcome.kind === "changed-meanwhile") return notWritten(say("repair.changed-meanwhile"), true);
      if (outcome.kind === "refused") return notWritten(say("repair.refused", { why: outcome.why }));
      if (job.now() + outcome.retryAfter > deadline) return notWritten(say("repair.no-more-changes"));
      const seconds = Math.ceil(outcome.retryAfter / SECOND);
      await job.tell(writing.state, say("repair.few-changes", { seconds }));
      await job.sleep(outcome.retryAfter);
    }
    hash = null;
  }
  return last;
}

const notWritten = (why: Text, changed = false): Written => ({ kind: "not-written", why, changed });

export const noteOf = (plan: Plan): string => `openclaw-companion ${plan.remedy} ${plan.id}`;
