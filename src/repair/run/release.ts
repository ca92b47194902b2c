import type { Text } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { isAway, wordsOf, type Job } from "./job.ts";
import type { PinnedSession } from "../../core/gateway.ts";

/** Sets sessions free that are still where they were when it was confirmed, and reads again which stay. */
export async function release(job: Job, sessions: readonly PinnedSession[]): Promise<void> {
  try {
    const pinned = await job.withAdmin(async (admin) => {
      const now = await admin.pinned(job.signal);
      const still = sessions.filter(({ session }) =>
        now.some((one) => one.session === session && one.by === "gateway"),
      );
      for (const { session } of still) await admin.unpin(session, job.signal);
      return admin.pinned(job.signal);
    });
    if (job.isStopped()) return;
    if (isAway(pinned)) return await stop(job, pinned.away);
    const left = sessions.filter(({ session }) => pinned.some((one) => one.session === session));
    if (left.length > 0) return await stop(job, say("repair.sessions-stay", { count: left.length }));
    const text = say("repair.sessions-released", { sessions: sessions.map(({ session }) => session).join(", ") });
    await job.move(["applying"], "fixed", 0, text);
    await job.tell("fixed", text, { pinned, release: null });
  } catch (error) {
    if (!job.isStopped()) await stop(job, wordsOf(error));
  }
}

async function stop(job: Job, why: Text): Promise<void> {
  const text = say("repair.not-released", { why });
  await job.move(["applying"], "reverted", 0, text);
  await job.tell("reverted", text);
}
