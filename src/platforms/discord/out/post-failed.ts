import { RESTJSONErrorCodes as Codes } from "discord.js";
import type { Message } from "../../../core/card.ts";
import type { PostFailed } from "../../../core/platform.ts";
import { say } from "../../../words/say.ts";
import { postFailed } from "../../shared/failed.ts";
import type { DiscordFailure } from "../wire/failure.ts";

const DISABLED = 40_006;
const TWO_FACTOR = 60_003;
/** Discord's own names. */
const NEEDED = ["View Channel", "Send Messages", "Embed Links", "Attach Files"];

/** What was tried, for logs. */
export const postingTo = (target: string): string => `discord: cannot post to channel ${target}`;

/** What a failed call means for whoever posts to `target`. */
export function toPostFailed(target: string, failure: DiscordFailure): PostFailed {
  const { why, retryAfter, code = 0 } = failure;
  return postFailed(kindOf(failure), postingTo(target), why, { retryAfter, fix: FIXES.get(code) });
}

/** What somebody can do about it, by Discord's code. */
const FIXES: ReadonlyMap<number, Message> = new Map<number, Message>([
  [Codes.MissingPermissions, say("rooms.no-rights-fix", { rights: NEEDED })],
  [Codes.MissingAccess, say("rooms.no-access-fix")],
  [Codes.UnknownChannel, say("rooms.no-channel-fix")],
  [Codes.CannotSendMessagesToThisUser, say("rooms.takes-none-fix")],
  [Codes.ThreadLocked, say("rooms.thread-locked-fix")],
  [401, say("rooms.discord-token-fix")],
  [DISABLED, say("rooms.discord-off-fix")],
  [TWO_FACTOR, say("rooms.two-factor-fix")],
]);

function kindOf({ kind, code }: DiscordFailure): PostFailed["kind"] {
  switch (kind) {
    case "unreachable":
    case "stopped":
    case "busy":
    // A refused token says nothing about the message, which is still owed once the operator mended it.
    case "refused":
      return "later";
    case "denied":
      return "gone";
    // Without its channel: the message found under a nonce was deleted just now.
    case "gone":
      return code === Codes.UnknownMessage ? "later" : "gone";
    case "invalid":
      return isDiscordsOwn(code) ? "refused" : "later";
    case "taken":
    case "expired":
      return "refused";
  }
}

/** Codes of Discord's own have five digits and more; a bare status may come from anything on the way. */
const isDiscordsOwn = (code: number | undefined): boolean =>
  code === BAD_REQUEST || code === TOO_LARGE || (code !== undefined && code >= 10_000 && !PASSING.has(code));

const BAD_REQUEST = 400;
const TOO_LARGE = 413;

/** Switched off by Discord for a while; two-factor is asked for; blocked by a firewall of Discord's; overloaded. */
const PASSING: ReadonlySet<number> = new Set([DISABLED, TWO_FACTOR, 40_333, 130_000]);
