import { MINUTE, type Instant } from "../../core/time.ts";

/** Clocks differ; by more than this, an instant that is still to come is no instant. */
const AHEAD = 5 * MINUTE;

/** Without entries that have not happened yet: they would be the newest ones for as long as that is so. */
export function refuseAhead<
  T extends { readonly entries: readonly { readonly at: Instant }[]; readonly skipped: number },
>(page: T, now: Instant): T {
  const entries = page.entries.filter(({ at }) => at <= now + AHEAD);
  return { ...page, entries, skipped: page.skipped + page.entries.length - entries.length };
}
