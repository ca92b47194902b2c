import type { Snapshot } from "../core/gateway.ts";
import type { LogEntry } from "../core/record.ts";
import { SECOND } from "../core/time.ts";

type Sessions = Snapshot["sessions"];

/** A line without a name follows the lines of the turn it ends at once. */
const AT_ONCE = 5 * SECOND;

/**
 * Lines that were read before, without those of sessions that have gone or begun anew since: they were understood
 * against a transcript that is no longer there, and without it they would be counted a second time.
 */
export function forgetSessions(lines: readonly LogEntry[], before: Sessions, after: Sessions): readonly LogEntry[] {
  const idOf = new Map(after.map(({ key, sessionId }) => [key, sessionId]));
  const lost = before.filter(({ key, sessionId }) => sessionId !== (idOf.get(key) ?? null) || !idOf.has(key));
  if (lost.length === 0) return lines;
  const keys = new Set(lost.map(({ key }) => key));
  const ids = new Set(lost.map(({ sessionId }) => sessionId));
  let lastLost = -Infinity;
  return lines.filter((line) => {
    const isLost =
      (line.kind === "lane-error" && keys.has(line.session)) ||
      (line.kind === "decision" && line.sessionId !== null && ids.has(line.sessionId)) ||
      (line.kind === "gave-up" && line.at - lastLost <= AT_ONCE);
    if (isLost) lastLost = line.at;
    else if (line.kind !== "provider-error" && line.kind !== "rested") lastLost = -Infinity;
    return !isLost;
  });
}
