import { PostFailed } from "../../../core/platform.ts";
import { SECOND } from "../../../core/time.ts";
import { isChatClosed, type Fault } from "../wire/fault.ts";

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/chat not found/i, "check the chat id, and add the bot to that chat"],
  [/kicked|not a member|bot is not a/i, "add the bot to the chat again"],
  [/blocked|can't initiate|deactivated/i, "the person has to open the bot and press Start"],
  [/not enough rights|need administrator|CHAT_WRITE_FORBIDDEN|send .*messages/i, "allow the bot to write in this chat"],
  [/too many requests/i, "the chat gets more messages than Telegram allows"],
  [/unauthorized/i, "check the bot token with @BotFather"],
];

/** One sentence on what could not be done to `target`, and what helps. */
export function toPostFailed(target: string, fault: Fault): PostFailed {
  if (fault.kind === "unreachable") {
    const doubt = fault.arrived === "perhaps" ? "; it may have arrived all the same" : "";
    const what = `telegram: cannot post to ${target}: Telegram is out of reach, ${fault.why}${doubt}`;
    return new PostFailed("later", what);
  }
  const { status, why, retryAfter } = fault;
  const hint = HINTS.find(([pattern]) => pattern.test(why))?.[1];
  const what = `telegram: cannot post to ${target}: ${why} (${status})${hint === undefined ? "" : `; ${hint}`}`;
  return new PostFailed(kindOf(fault), what, retryAfter === undefined ? undefined : retryAfter * SECOND, hint);
}

function kindOf(fault: Extract<Fault, { kind: "refused" }>): PostFailed["kind"] {
  const { status } = fault;
  // A refused token (401, or 404 where it cannot be one) says nothing about the message, which is still owed.
  if (status === 401 || status === 404 || status === 429 || status >= 500) return "later";
  return isChatClosed(fault) ? "gone" : "refused";
}
