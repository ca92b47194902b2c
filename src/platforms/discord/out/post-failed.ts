import { RESTJSONErrorCodes } from "discord.js";
import { PostFailed } from "../../../core/platform.ts";
import type { DiscordFailure } from "../wire/failure.ts";

/** What a failed call means for whoever posts to `target`. */
export function toPostFailed(target: string, failure: DiscordFailure): PostFailed {
  const why = `discord: cannot post to channel ${target}: ${failure.message.replace(/^discord: /, "")}`;
  return new PostFailed(kindOf(failure), why, failure.retryAfter);
}

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
      return code === RESTJSONErrorCodes.UnknownMessage ? "later" : "gone";
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

/** Blocked on the way by a firewall of Discord's; overloaded. */
const PASSING: ReadonlySet<number> = new Set([40_333, 130_000]);
