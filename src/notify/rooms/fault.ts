import type { Waiting } from "../../core/incident.ts";
import { PostFailed } from "../../core/platform.ts";
import type { RoomFault, RoomProblem, Target } from "../../core/rooms.ts";
import { HOUR, MINUTE, SECOND, type Instant } from "../../core/time.ts";
import { messageOf } from "../../lib/message-of.ts";

/** A service that is away is asked again soon; what only a person can mend, or a card nobody likes, less and less often. */
const PAUSES = {
  away: { first: 2 * SECOND, most: MINUTE },
  lost: { first: MINUTE, most: 2 * HOUR },
  refused: { first: MINUTE, most: 2 * HOUR },
} as const;

/** Services are away for a moment all the time; longer than this (ms) is worth a word. */
const AWAY_FOR = 2 * MINUTE;
/** One that answers, and names what helps, is not away for a moment. */
const REFUSED_FOR = 5 * SECOND;

export function pauseAfter(kind: keyof typeof PAUSES, attempts: number): number {
  const { first, most } = PAUSES[kind];
  return Math.min(most, first * 2 ** Math.min(attempts, 20));
}

/** What a failed try makes of a room. Pure. */
export function toFault(to: Target, error: unknown, before: RoomFault | null, now: Instant): RoomFault {
  const why = error instanceof PostFailed ? error.why : messageOf(error);
  const { fix = null, retryAfter = 0 } = error instanceof PostFailed ? error : {};
  const known = before === null || before.kind === "detour" ? null : before;
  const kind = known?.kind === "lost" || (error instanceof PostFailed && error.kind === "gone") ? "lost" : "away";
  // A cut on the way says nothing about a room that was lost: it is tried again soon, and for what was wrong with it.
  if (known?.kind === "lost" && error instanceof PostFailed && error.kind === "later")
    return { ...known, triedAt: now, retryAt: now + Math.max(retryAfter, PAUSES.lost.first) };
  const isSame = known?.kind === kind;
  const attempts = isSame ? known.attempts + 1 : 0;
  const retryAt = now + Math.max(retryAfter, pauseAfter(kind, attempts));
  return { to, kind, since: isSame ? known.since : now, attempts, triedAt: now, retryAt, why, fix };
}

const isLasting = ({ since, triedAt, fix }: RoomFault): boolean =>
  triedAt - since >= (fix === null ? AWAY_FOR : REFUSED_FOR);

/** Whether nothing is tried there before its time. */
export const isHeldBack = (fault: RoomFault | undefined, now: Instant): boolean =>
  fault !== undefined && fault.kind !== "detour" && fault.retryAt > now && fault.triedAt <= now;

/** What people are to know of a room; null when nothing is wrong there, or not for long enough. */
export function toProblem(fault: RoomFault | undefined, waiting: Waiting | undefined): RoomProblem | null {
  if (fault && (fault.kind === "lost" || (fault.kind === "away" && isLasting(fault)))) return fault;
  if (waiting?.refused) return { to: waiting.to, kind: "refused", ...waiting.refused };
  return fault?.kind === "detour" ? fault : null;
}
