import { runsOf } from "../commands.ts";
import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { nameOfJob } from "../jobs.ts";
import type { SideRun } from "../../core/report.ts";
import { whySubstituted } from "../side-runs.ts";

/** A job by the clock ran on another model than it is set to. */
export const jobSubstituted: Rule = {
  id: "job-substituted",
  inspect: ({ sideRuns = [] }) => sideRuns.flatMap(toDiagnosis),
};

function toDiagnosis({ job, agent, asked, answered, at, substituted }: SideRun): readonly Diagnosis[] {
  if (job === null || substituted === null || asked === null || answered === null) return [];
  return [
    {
      rule: "job-substituted",
      subject: job.id,
      severity: "warning",
      title: `The scheduled job “${nameOfJob(job)}” ran on another model`,
      explanation: [
        code(formatModel(answered)),
        " answered at ",
        when(at),
        "; it is set to ",
        code(formatModel(asked)),
        ". ",
        ...whySubstituted(substituted),
        " On the gateway host ",
        runsOf(job.id),
        " tells more.",
      ],
      remedy: null,
      agents: [agent],
      since: at,
    },
  ];
}
