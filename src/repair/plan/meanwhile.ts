import { code, type Line } from "../../core/card.ts";
import type { RetriedTurn } from "../../core/evidence.ts";
import type { GatewayReport } from "../../core/report.ts";

/** What goes on at a gateway and bears on a repair of it: told in its plan. */
export const toMeanwhile = ({ retried, diagnoses }: Pick<GatewayReport, "retried" | "diagnoses">): readonly Line[] => [
  ...toOngoing(retried),
  ...(diagnoses.some(({ rule }) => rule === "resting-credential") ? [COOLDOWN] : []),
];

const COOLDOWN: Line = [
  "A login is in cooldown after the refusals before. The proof waits for it, up to six minutes; until it ends the fallback goes on answering.",
];

/** Runs that still go on: they use what was there before, and a restart waits for them. */
const toOngoing = (retried: readonly RetriedTurn[] = []): readonly Line[] =>
  [...new Set(retried.flatMap(({ over, agent }) => (over ? [] : [agent])))].map((agent) => [
    `A turn of agent ${agent} was tried again and again, and nothing says that it ended: a restart may wait for it. Send `,
    code("/stop"),
    " in its chat first, or restart the gateway on its host.",
  ]);
