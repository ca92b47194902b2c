import { runsOf } from "../commands.ts";
import { code, when, type Line } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { CronJob } from "../../core/gateway.ts";
import { formatModel } from "../../core/model.ts";
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

const describe = (job: CronJob): Pick<Diagnosis, "rule" | "severity" | "remedy" | "agents" | "since" | "subject"> => ({
  rule: "job-fails",
  subject: job.id,
  severity: "warning",
  remedy: null,
  agents: job.agent === null ? [] : [job.agent],
  ...(job.lastRunAt !== null && { since: job.lastRunAt }),
});

const lastRun = ({ lastRunAt }: CronJob): Line =>
  lastRunAt === null ? [] : [" Its last run was ", when(lastRunAt), "."];
const history = ({ id }: CronJob): Line => [" On the gateway host ", runsOf(id), " tells why."];

const toFailed = (job: CronJob): Diagnosis => ({
  ...describe(job),
  title: `The scheduled job “${nameOfJob(job)}” fails`,
  explanation: [
    job.model === null ? "It runs on its agent's model." : "It runs on ",
    ...(job.model === null ? [] : [code(formatModel(job.model)), "."]),
    ...(job.errorsInARow > 1 ? [` It failed ${job.errorsInARow} times in a row.`] : []),
    ...lastRun(job),
    ...history(job),
  ],
});

const toUndelivered = (job: CronJob): Diagnosis => ({
  ...describe(job),
  title: `What the scheduled job “${nameOfJob(job)}” said reached nobody`,
  explanation: ["It ran, and its message could not be delivered.", ...lastRun(job), ...history(job)],
});
