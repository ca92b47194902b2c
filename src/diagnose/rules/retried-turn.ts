import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { RetriedTurn } from "../../core/evidence.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { goesOn, requestsOf } from "../../core/retries.ts";

const STOP = say("turns.retried.next", {
  fix: code("/fix-codex"),
  stop: code("/stop"),
  command: code("openclaw gateway restart"),
});

/** The gateway tries one turn again and again by itself: every try is a request, and nobody gets an answer. */
export const retriedTurn: Rule = {
  id: "retried-turn",
  inspect: ({ retried = [], now }) =>
    [...Map.groupBy(retried, ({ agent }) => agent).values()].flatMap((own) => toDiagnosis(own, now)),
};

function toDiagnosis(turns: readonly RetriedTurn[], now: number): readonly Diagnosis[] {
  const [newest] = turns;
  if (newest === undefined) return [];
  const { agent, model } = newest;
  const going = turns.some((one) => goesOn(one, now)) ? "yes" : "no";
  const failures = turns.reduce((sum, one) => sum + one.failures, 0);
  const since = Math.min(...turns.map((one) => one.since));
  return [
    {
      rule: "retried-turn",
      subject: agent,
      severity: "critical",
      title: say("turns.retried", { going }),
      explanation: [
        sayInTurn(
          say("turns.retried.why", {
            questions: turns.length,
            exact: turns.every(({ exact }) => exact) ? "yes" : "no",
            failures,
            since: when(since),
            model: code(formatModel(model)),
            going,
            lastAt: when(newest.lastAt),
          }),
          say("turns.retried.tries", { requests: requestsOf(turns), going }),
        ),
      ],
      ...(going === "yes" && { next: [STOP] }),
      remedy: going === "yes" ? "stop-turns" : null,
      ...(going === "no" && { past: true }),
      agents: [agent],
      about: turns.map((one) => ({ agent, model: one.model })),
      since,
    },
  ];
}
