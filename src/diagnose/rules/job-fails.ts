import { code, when, type Message } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { CronJob } from "../../core/gateway.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { runsOf } from "../commands.ts";
import { nameOfJob } from "../jobs.ts";

/** What the gateway calls a run that went wrong, and words that reached nobody. */
const FAILED: ReadonlySet<string> = new Set(["error", "failed", "timeout"]);
const UNDELIVERED: ReadonlySet<string> = new Set(["not-delivered", "not_delivered", "undelivered", "failed", "error"]);

/** A job by the clock went wrong the last time, or nobody got what it said. */
export const jobFails: Rule = {
  id: "job-fails",
  inspect: ({ snapshot }) =>
    (snapshot.cron ?? [])
      .filter(({ enabled }) => enabled)
      .flatMap((job) => {
        if (FAILED.has(job.lastStatus ?? "")) return [toFailed(job)];
        return UNDELIVERED.has(job.lastDelivery ?? "") ? [toUndelivered(job)] : [];
      }),
};

const describe = (
  job: CronJob,
): Pick<Diagnosis, "rule" | "severity" | "next" | "remedy" | "agents" | "since" | "subject"> => ({
  rule: "job-fails",
  subject: job.id,
  severity: "warning",
  next: [say("turns.job-tells-why", { command: runsOf(job.id) })],
  remedy: null,
  agents: job.agent === null ? [] : [job.agent],
  ...(job.lastRunAt !== null && { since: job.lastRunAt }),
});

const lastRun = ({ lastRunAt }: CronJob): Message | null =>
  lastRunAt === null ? null : say("turns.job-last-run", { at: when(lastRunAt) });

const toFailed = (job: CronJob): Diagnosis => ({
  ...describe(job),
  title: say("turns.job-fails", { job: nameOfJob(job) }),
  explanation: [
    sayInTurn(
      job.model === null
        ? say("turns.job-runs-on-its-agents")
        : say("turns.job-runs-on", { model: code(formatModel(job.model)) }),
      job.errorsInARow > 1 ? say("turns.job-in-a-row", { count: job.errorsInARow }) : null,
      lastRun(job),
    ),
  ],
});

const toUndelivered = (job: CronJob): Diagnosis => ({
  ...describe(job),
  title: say("turns.job-undelivered", { job: nameOfJob(job) }),
  explanation: [sayInTurn(say("turns.job-undelivered.why"), lastRun(job))],
});
