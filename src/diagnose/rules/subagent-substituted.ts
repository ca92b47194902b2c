import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule, SideRun } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { whySubstituted } from "../side-runs.ts";

/** A subagent ran on another model than it was asked to. */
export const subagentSubstituted: Rule = {
  id: "subagent-substituted",
  inspect: ({ sideRuns = [] }) => sideRuns.flatMap((run) => (run.job === null ? toDiagnosis(run) : [])),
};

function toDiagnosis(run: SideRun): readonly Diagnosis[] {
  const { agent, asked, answered, at, substituted } = run;
  if (substituted === null || asked === null || answered === null) return [];
  return [
    {
      rule: "subagent-substituted",
      subject: `${agent} ${formatModel(asked)}`,
      severity: "warning",
      title: say("turns.subagent"),
      explanation: [
        sayInTurn(
          say("turns.subagent.why", {
            answered: code(formatModel(answered)),
            at: when(at),
            asked: code(formatModel(asked)),
          }),
          whySubstituted(substituted),
        ),
      ],
      remedy: null,
      agents: [agent],
      since: at,
    },
  ];
}
