/** What is not known of a gateway, and why. */
export const gaps = {
  "gaps.sessions-not-listed": "The gateway has more sessions than it lists; those used least lately were not read.",
  "gaps.session-reset": "A session was reset: what it held before can be read no more.",
  "gaps.session-compacted": "A session was compacted: its first answers can be read no more.",
  "gaps.session-removed": "A session was reset or deleted: what it held can be read no more.",
  "gaps.transcript-cut": "A session is longer than the gateway shows of it.",
  "gaps.log-begins": "The gateway's log reaches back no further, and failures stand in it alone.",
  "gaps.log-gap": "A part of the gateway's log was gone before it could be read.",
  "gaps.log-level":
    "The gateway's logging.level hides warnings: set it to info, or failures and fallbacks stay unseen.",
  "gaps.log-stopped": "The gateway writes nothing to the log it names: failures and fallbacks stay unseen.",
  "gaps.too-many": "The gateway told of more answers and failures than are kept of one; the rest was left out.",
  "gaps.jobs-unread": "Runs of scheduled jobs could not be read: what they asked and who answered is not counted.",
  "gaps.heartbeats-hidden":
    "The gateway does not show heartbeats that found nothing to tell: unless a model failed in them, they are not counted.",
  "gaps.not-witnessed": "Another model than the configured one answered, and no log tells why.",

  "gaps.first-reading": "it is being read for the first time",
  "gaps.connecting": "it is being connected to",
  "gaps.restarting": "it restarts, as was announced",
} as const;
