import type { Plan } from "../../core/plan.ts";
import { prove } from "../prove/prove.ts";
import { isAway, wordsOf, type Job } from "./job.ts";

/** How often a check is begun that the gateway's going away cuts short. */
const CHECKS = 3;

/** Null when the wanted model answered. A gateway that restarts in the middle of it is asked again. */
export async function check(index: number, job: Job): Promise<string | null> {
  for (let left = CHECKS; ; left -= 1) {
    try {
      const proof = await job.withAdmin(async (admin) => {
        await job.tell("proving", toProving(job.plan));
        return prove(admin, index, job);
      });
      if (isAway(proof)) return `the gateway did not come back: ${proof.away}`;
      return proof.proved ? null : proof.why;
    } catch (error) {
      if (left === 1 || job.isStopped()) return `the check could not be made: ${wordsOf(error)}`;
    }
  }
}

const toProving = ({ proves }: Plan): string =>
  proves.length === 1
    ? "Proving: one short turn in a session of its own."
    : `Proving: ${proves.length} short turns, each in a session of its own.`;
