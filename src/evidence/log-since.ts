import type { ReadMarks } from "../core/ledger.ts";
import type { Snapshot } from "../core/gateway.ts";
import type { LogPage } from "../core/record.ts";
import type { Instant } from "../core/time.ts";

/** Levels at which a log keeps the warnings to itself that say why another model answered. */
const HIDES = new Set(["silent", "fatal", "error"]);

/** Whether the log's level hides what failures are read from. */
export const hidesWarnings = ({ logLevel }: Pick<Snapshot, "logLevel">): boolean => HIDES.has(logLevel ?? "");

/** Since when the log was read without a break, this page included; `now` where it tells nothing. */
export function findLogSince(
  page: LogPage,
  { logSince, sessions }: ReadMarks,
  snapshot: Pick<Snapshot, "logLevel">,
  now: Instant,
): Instant {
  if (hidesWarnings(snapshot)) return now;
  const from = page.from ?? now;
  if (logSince === null) return from;
  // A page that reaches back before the last reading leaves nothing out.
  const readAt = Math.max(0, ...[...sessions.values()].map((mark) => mark.readAt));
  return page.gap && from > readAt ? from : logSince;
}
