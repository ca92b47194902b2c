import type { Message } from "../../../core/card.ts";
import type { PostFailed } from "../../../core/platform.ts";
import { SECOND } from "../../../core/time.ts";
import { shorten } from "../../../lib/redact.ts";
import { say } from "../../../words/say.ts";
import { postFailed } from "../../shared/failed.ts";
import { isChatClosed, QUOTED, type Fault } from "../wire/fault.ts";

type Refused = Extract<Fault, { kind: "refused" }>;

/** What Telegram's own words mean, and what helps. */
const READINGS: readonly (readonly [RegExp, why: Message, fix: Message])[] = [
  [/chat not found/i, say("rooms.no-chat"), say("rooms.no-chat-fix")],
  [/kicked|not a member|bot is not a/i, say("rooms.put-out"), say("rooms.put-out-fix")],
  [/blocked|can't initiate|deactivated/i, say("rooms.person-closed"), say("rooms.person-closed-fix")],
  [
    /not enough rights|have no rights|need administrator|CHAT_WRITE_FORBIDDEN|CHAT_SEND_|send .*messages/i,
    say("rooms.may-not-write"),
    say("rooms.may-not-write-fix"),
  ],
  [/too many requests/i, say("rooms.too-many"), say("rooms.too-many-fix")],
  [/unauthorized/i, say("rooms.bot-token"), say("rooms.bot-token-fix")],
];

/** What could not be done to `target`, with Telegram's own words after ours, and what helps. */
export function toPostFailed(target: string, fault: Fault, what = `telegram: cannot post to ${target}`): PostFailed {
  if (fault.kind === "unreachable") {
    const { why, arrived } = fault;
    return postFailed("later", what, say("rooms.telegram-away", { why, arrived }));
  }
  const { status, retryAfter } = fault;
  const [, meaning, fix] = READINGS.find(([pattern]) => pattern.test(fault.why)) ?? [];
  const kind = kindOf(fault);
  const why = meaning ?? OTHERWISE[kind];
  return postFailed(kind, what, say("rooms.says", { why, status: String(status), says: shorten(fault.why, QUOTED) }), {
    retryAfter: retryAfter === undefined ? undefined : retryAfter * SECOND,
    fix,
  });
}

const OTHERWISE: Readonly<Record<PostFailed["kind"], Message>> = {
  later: say("rooms.telegram-fails"),
  gone: say("rooms.chat-closed"),
  refused: say("rooms.telegram-invalid"),
};

function kindOf(fault: Refused): PostFailed["kind"] {
  const { status } = fault;
  // A refused token (401, or 404 where it cannot be one) says nothing about the message, which is still owed.
  if (status === 401 || status === 404 || status === 429 || status >= 500) return "later";
  return isChatClosed(fault) ? "gone" : "refused";
}

/** A target nobody could mean. */
export const notAPlace = (target: string): PostFailed =>
  postFailed(
    "gone",
    "telegram: cannot post",
    say("rooms.no-place", { target, example: "-100123", topic: "-100123:TOPIC" }),
  );
