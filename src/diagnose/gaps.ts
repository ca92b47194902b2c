import type { Gap } from "../core/ledger.ts";

/** Why the record begins no earlier, in a sentence for everybody. */
export const GAP_WORDS: Readonly<Record<Gap["reason"], string>> = {
  "sessions-not-listed": "The gateway has more sessions than it lists; those used least lately were not read.",
  "session-reset": "A session was reset: what it held before can be read no more.",
  "session-compacted": "A session was compacted: its first answers can be read no more.",
  "session-removed": "A session was reset or deleted: what it held can be read no more.",
  "transcript-cut": "A session is longer than the gateway shows of it.",
  "log-begins": "The gateway's log reaches back no further, and failures stand in it alone.",
  "log-gap": "A part of the gateway's log was gone before it could be read.",
  "log-level": "The gateway's logging.level hides warnings: set it to info, or failures and fallbacks stay unseen.",
  "log-stopped": "The gateway writes nothing to the log it names: failures and fallbacks stay unseen.",
  "too-many": "The gateway told of more answers and failures than are kept of one; the rest was left out.",
  "jobs-unread": "Runs of scheduled jobs could not be read: what they asked and who answered is not counted.",
  "not-witnessed": "Another model than the configured one answered, and no log tells why.",
};
