import { RESTJSONErrorCodes as Codes } from "discord.js";
import { PostFailed } from "../../../core/platform.ts";
import type { DiscordFailure } from "../wire/failure.ts";

const DISABLED = 40_006;
const TWO_FACTOR = 60_003;

/** What a failed call means for whoever posts to `target`. */
export function toPostFailed(target: string, failure: DiscordFailure): PostFailed {
  const why = `discord: cannot post to channel ${target}: ${failure.message.replace(/^discord: /, "")}`;
  return new PostFailed(kindOf(failure), why, failure.retryAfter, FIXES.get(failure.code ?? 0));
}

/** What somebody can do about it, by Discord's code. */
const FIXES: ReadonlyMap<number, string> = new Map<number, string>([
  [Codes.MissingPermissions, "give the bot View Channel, Send Messages, Embed Links and Attach Files there"],
  [Codes.MissingAccess, "give the bot View Channel there, or invite it to that server again"],
  [Codes.UnknownChannel, "check the channel id, and that the bot is in its server"],
  [Codes.CannotSendMessagesToThisUser, "let that person allow direct messages from members of a common server"],
  [Codes.ThreadLocked, "unlock the thread, or name another channel"],
  [401, "set DISCORD_TOKEN to a token that Discord accepts"],
  [DISABLED, "wait: Discord has switched this off for a while"],
  [TWO_FACTOR, "turn on two-factor authentication for the owner of the bot, which that server asks for"],
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
