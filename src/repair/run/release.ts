import type { PinnedSession } from "../../core/gateway-admin.ts";
import { isAway, wordsOf, type Job } from "./job.ts";

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
    if (left.length > 0) return await stop(job, `${left.length} of them stay where they were`);
    const text = `Released: ${sessions.map(({ session }) => session).join(", ")}. From their next turn on they are answered by their agent's model.`;
    await job.move(["applying"], "fixed", 0, text);
    await job.tell("fixed", text, { pinned, release: null });
  } catch (error) {
    if (!job.isStopped()) await stop(job, wordsOf(error));
  }
}

async function stop(job: Job, why: string): Promise<void> {
  const text = `Not all sessions were released: ${why}. Ask again with /release-sessions.`;
  await job.move(["applying"], "reverted", 0, text);
  await job.tell("reverted", text);
}
