import type { RetriedTurn } from "../core/evidence.ts";
import { MINUTE, type Instant } from "../core/time.ts";

/** Between two tries lie seconds: after this long without one it has stopped, or nobody can see it any more. */
const PAUSE = 2 * MINUTE;

/** Whether a turn is still being tried, as far as its record tells. */
export const goesOn = ({ over, lastAt }: RetriedTurn, now: Instant): boolean => !over && now - lastAt <= PAUSE;
