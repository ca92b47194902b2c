import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { RetriedTurn } from "../../core/evidence.ts";
import { formatModel } from "../../core/model.ts";
import { goesOn } from "../retries.ts";

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
  const isGoing = turns.some((one) => goesOn(one, now));
  const failures = turns.reduce((sum, one) => sum + one.failures, 0);
  const least = turns.every(({ exact }) => exact) ? "" : "at least ";
  const since = Math.min(...turns.map((one) => one.since));
  return [
    {
      rule: "retried-turn",
      subject: agent,
      severity: "critical",
      title: isGoing ? "A turn is tried again and again" : "A turn was tried again and again",
      explanation: [
        `${turns.length === 1 ? "One question" : `${turns.length} questions`} failed ${least}${failures} times since `,
        when(since),
        ", the last time with ",
        code(formatModel(model)),
        isGoing ? "; it still goes on." : [" at ", when(newest.lastAt), "."],
        " The gateway does not stop by itself, and every try is a request. To stop it, send ",
        code("/stop"),
        " in that chat, or on the gateway host run: ",
        code("openclaw gateway restart"),
        ".",
      ].flat(),
      remedy: null,
      agents: [agent],
      about: turns.map((one) => ({ agent, model: one.model })),
      since,
    },
  ];
}
