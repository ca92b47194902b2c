import type { Message } from "../core/card.ts";
import type { Gap } from "../core/ledger.ts";
import { say } from "../words/say.ts";

/** Why the record begins no earlier, in a sentence for everybody. */
export const GAP_WORDS: Readonly<Record<Gap["reason"], Message>> = {
  "sessions-not-listed": say("gaps.sessions-not-listed"),
  "session-reset": say("gaps.session-reset"),
  "session-compacted": say("gaps.session-compacted"),
  "session-removed": say("gaps.session-removed"),
  "transcript-cut": say("gaps.transcript-cut"),
  "log-begins": say("gaps.log-begins"),
  "log-gap": say("gaps.log-gap"),
  "log-level": say("gaps.log-level"),
  "log-stopped": say("gaps.log-stopped"),
  "too-many": say("gaps.too-many"),
  "jobs-unread": say("gaps.jobs-unread"),
  "heartbeats-hidden": say("gaps.heartbeats-hidden"),
  "not-witnessed": say("gaps.not-witnessed"),
};
