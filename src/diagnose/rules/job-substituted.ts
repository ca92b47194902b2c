import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule, SideRun } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { runsOf } from "../commands.ts";
import { nameOfJob } from "../jobs.ts";
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
      title: say("turns.job-other-model", { job: nameOfJob(job) }),
      explanation: [
        sayInTurn(
          say("turns.job-other-model.why", {
            answered: code(formatModel(answered)),
            at: when(at),
            asked: code(formatModel(asked)),
          }),
          whySubstituted(substituted),
        ),
      ],
      next: [say("turns.job-tells-more", { command: runsOf(job.id) })],
      remedy: null,
      agents: [agent],
      since: at,
    },
  ];
}
