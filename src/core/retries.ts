import type { RetriedTurn } from "./evidence.ts";
import { MINUTE, type Instant } from "./time.ts";

/** Between two tries lie seconds: after this long without one it has stopped, or nobody can see it any more. */
const PAUSE = 2 * MINUTE;

/** Whether a turn is still being tried, as far as its record tells. */
export const goesOn = ({ over, lastAt }: RetriedTurn, now: Instant): boolean => !over && now - lastAt <= PAUSE;

/**
 * How many requests these were at least: one for each try. A gateway may repeat a request within a try (2026.3.28 makes
 * four of it), of which its record shows the last one alone.
 */
export const requestsOf = (turns: readonly RetriedTurn[]): number =>
  turns.reduce((sum, { failures }) => sum + failures, 0);
