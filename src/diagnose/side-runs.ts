import type { Message } from "../core/card.ts";
import type { Turn } from "../core/evidence.ts";
import type { CronJob, Snapshot } from "../core/gateway.ts";
import { completes, sameModel, type ModelRef } from "../core/model.ts";
import { readSessionKey } from "../core/session-key.ts";
import { say } from "../words/say.ts";
import type { SideRun } from "../core/diagnosis.ts";

/** Reads runs of jobs and subagents out of the newest turn of each of their sessions, newest first. Pure. */
export function readSideRuns(turns: readonly Turn[], snapshot: Snapshot): readonly SideRun[] {
  const all = turns.map((turn) => toRun(turn, snapshot));
  const byWish = Map.groupBy(all, ({ job, agent, asked }) => JSON.stringify([job?.id ?? null, agent, job ?? asked]));
  return [...byWish.values()].flatMap((own) => {
    const [newest] = own.toSorted((a, b) => b.at - a.at);
    return newest === undefined ? [] : [{ ...newest, count: own.length }];
  });
}

function toRun(turn: Turn, snapshot: Snapshot): SideRun {
  const { session, agent, answeredBy: answered, at, judged, wish, selected } = turn;
  const { job: id } = readSessionKey(session);
  const job = id === null ? null : (snapshot.cron?.find((one) => one.id === id) ?? { id, name: id });
  const run = { job: job && { id: job.id, name: job.name }, agent, answered, at, count: 1 };
  // Whoever asked the agent's own primary and fell back is told of with the agent.
  if (judged === "fallback" || judged === "rerouted")
    return { ...run, asked: selected, substituted: wish === "primary" ? null : "failed" };
  const set = job === null ? setForSubagent(turn, snapshot) : setForJob(job, turn);
  const isOther = set !== null && answered !== null && !sameModel(set, answered) && !completes(set, answered);
  return { ...run, asked: set ?? selected, substituted: isOther ? "unheeded" : null };
}

/** What a job is set to, where that is what it was set to when it ran. */
const setForJob = (job: Pick<CronJob, "id" | "name"> & Partial<CronJob>, { at }: Turn): ModelRef | null =>
  job.model !== undefined && (job.editedAt === undefined || job.editedAt < at) ? job.model : null;

/**
 * A subagent keeps what it was asked to run on, as if the gateway had set it. What a person set its session to may have
 * been set after it ran; and where nothing is kept, whoever began it may have asked for the model that answered.
 */
function setForSubagent({ session, answeredBy }: Turn, { sessions }: Snapshot): ModelRef | null {
  const pin = sessions.find(({ key }) => key === session)?.pin;
  if (!pin || pin === "unknown") return null;
  const isOwn = answeredBy !== null && sameModel(pin.model, answeredBy);
  return pin.by === "gateway" || isOwn ? pin.model : null;
}

/** Why another model answered, in a sentence. */
export const whySubstituted = (why: NonNullable<SideRun["substituted"]>): Message => say("turns.substituted", { why });
