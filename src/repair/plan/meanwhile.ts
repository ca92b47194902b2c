import { code, type Line } from "../../core/card.ts";
import type { RetriedTurn } from "../../core/evidence.ts";
import type { GatewayReport } from "../../core/report.ts";
import { say } from "../../words/say.ts";

/** What goes on at a gateway and bears on a repair of it: told in its plan. */
export const toMeanwhile = ({ retried, diagnoses }: Pick<GatewayReport, "retried" | "diagnoses">): readonly Line[] => [
  ...toOngoing(retried),
  ...(diagnoses.some(({ rule }) => rule === "resting-credential") ? [COOLDOWN] : []),
];

const COOLDOWN: Line = [say("plan.in-cooldown")];

/** Runs that still go on: they use what was there before, and a restart waits for them. */
const toOngoing = (retried: readonly RetriedTurn[] = []): readonly Line[] =>
  [...new Set(retried.flatMap(({ over, agent }) => (over ? [] : [agent])))].map((agent) => [
    say("plan.turn-goes-on", { agent, stop: code("/stop") }),
  ]);
