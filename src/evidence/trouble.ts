import type { Text } from "../core/card.ts";
import { CallFailed, type CallFault } from "../core/call-failed.ts";
import { LedgerUnavailable } from "../core/host-unavailable.ts";
import { redact, shorten } from "../lib/redact.ts";
import { say } from "../words/say.ts";
import { messageOf } from "../lib/message-of.ts";

/** Why a record cannot be read. `why` may be shown to anybody; `words` are the error's own, for the log alone. */
export interface Trouble {
  readonly why: Text;
  readonly words: string;
  /** A call was not answered in time, which for once says nothing. */
  readonly slow: boolean;
}

const MOST_WORDS = 200;

/** Errors name sessions, logins and folders: what everybody reads says only what kind of trouble it is. */
export function describeTrouble(error: unknown): Trouble {
  const words = shorten(redact(messageOf(error)), MOST_WORDS);
  const slow = error instanceof CallFailed && error.fault.kind === "slow";
  return { why: say("links.unread", { why: kindOf(error) }), words, slow };
}

function kindOf(error: unknown): Text {
  if (error instanceof CallFailed) return describeFault(error.fault);
  if (error instanceof LedgerUnavailable) return say("links.unread-ledger");
  if (error instanceof Error && "code" in error && /SQLITE/.test(String(error.code))) return say("links.unread-folder");
  return say("links.unread-log");
}

function describeFault(fault: CallFault): Text {
  switch (fault.kind) {
    case "slow":
      return say("links.unread-slow", { call: fault.call });
    case "right-taken-away":
      return say("links.unread-right");
    case "refused":
      return say("links.unread-refused");
    case "unreadable":
      return say("links.unread-reply", {
        call: fault.call,
        place: fault.place,
        where: fault.place === "" ? "unknown" : "known",
      });
  }
}
