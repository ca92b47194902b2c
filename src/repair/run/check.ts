import type { Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { prove } from "../prove/prove.ts";
import { isAway, wordsOf, type Job } from "./job.ts";

/** How often a check is begun that the gateway's going away cuts short. */
const CHECKS = 3;

/** Null when the wanted model answered. A gateway that restarts in the middle of it is asked again. */
export async function check(index: number, job: Job): Promise<Text | null> {
  for (let left = CHECKS; ; left -= 1) {
    try {
      const proof = await job.withAdmin(async (admin) => {
        await job.tell("proving", say("repair.proving", { count: job.plan.proves.length }));
        return prove(admin, index, job);
      });
      if (isAway(proof)) return say("repair.not-back", { why: proof.away });
      return proof.proved ? null : proof.why;
    } catch (error) {
      if (left === 1 || job.isStopped()) return say("repair.unchecked", { why: wordsOf(error) });
    }
  }
}
