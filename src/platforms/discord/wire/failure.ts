import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Codes } from "discord.js";
import type { Message, Text } from "../../../core/card.ts";
import { readNetworkFault } from "../../../lib/network-fault.ts";
import { shorten } from "../../../lib/redact.ts";
import { sayNetworkWhole } from "../../../words/network.ts";
import { say } from "../../../words/say.ts";
import { english } from "../../../words/speak.ts";

/**
 * What a failed call means for the caller. `gone`: the message or the interaction is no longer there.
 * `expired`: the interaction's 15 minutes are over. `taken`: somebody answered this interaction before us.
 * `unreachable` is the only one worth trying again as it is.
 */
export type FailureKind =
  | "refused"
  | "gone"
  | "taken"
  | "expired"
  | "denied"
  | "invalid"
  | "busy"
  | "unreachable"
  | "stopped";

/** A call Discord did not grant. Holds no request: its address would carry an interaction's token. */
export class DiscordFailure extends Error {
  readonly kind: FailureKind;
  readonly why: Message;
  /** Discord's own error code, or the HTTP status where it gave none. */
  readonly code: number | undefined;
  /** How often it was tried; an earlier try may have reached Discord unseen. */
  readonly attempts: number;
  /** Milliseconds Discord asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(kind: FailureKind, why: Message, attempts: number, code?: number, retryAfter?: number) {
    super(`discord: ${english(why)}`);
    this.name = "DiscordFailure";
    this.kind = kind;
    this.why = why;
    this.code = code;
    this.attempts = attempts;
    this.retryAfter = retryAfter;
  }
}

/** Discord's own names. */
const NEEDS = ["View Channel", "Send Messages", "Embed Links", "Attach Files", "Read Message History"];
const OVER = say("rooms.interaction-over");
const NO_TEXT = say("rooms.no-text");

const MEANINGS: ReadonlyMap<number | string, readonly [FailureKind, Message]> = new Map<
  number | string,
  readonly [FailureKind, Message]
>([
  [Codes.UnknownMessage, ["gone", say("rooms.message-gone")]],
  [Codes.UnknownInteraction, ["gone", say("rooms.interaction-gone")]],
  [Codes.InteractionHasAlreadyBeenAcknowledged, ["taken", say("rooms.interaction-taken")]],
  [Codes.InvalidWebhookToken, ["expired", OVER]],
  [Codes.UnknownWebhook, ["expired", OVER]],
  [Codes.InvalidActionOnArchivedThread, ["gone", say("rooms.thread-archived")]],
  [Codes.UnknownChannel, ["denied", say("rooms.no-channel")]],
  [Codes.MissingAccess, ["denied", say("rooms.no-access")]],
  [Codes.MissingPermissions, ["denied", say("rooms.no-rights", { rights: NEEDS })]],
  [Codes.CannotSendMessagesInNonTextChannel, ["denied", NO_TEXT]],
  [Codes.CannotExecuteActionOnThisChannelType, ["denied", NO_TEXT]],
  [Codes.ThreadLocked, ["denied", say("rooms.thread-locked")]],
  [Codes.CannotSendMessagesToThisUser, ["denied", say("rooms.takes-none")]],
  [Codes.CannotEditMessageAuthoredByAnotherUser, ["gone", say("rooms.others-message")]],
]);

/** Reads what discord.js throws. `signed` says whether the bot's own token was shown. */
export function toFailure(error: unknown, attempts: number, signed: boolean): DiscordFailure {
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const why = say("rooms.discord-wait", { seconds: Math.ceil(wait / 1000) });
    return new DiscordFailure("busy", why, attempts, 429, wait);
  }
  if (error instanceof DiscordAPIError) return fromAnswer(error, attempts, signed);
  if (error instanceof HTTPError) {
    return new DiscordFailure(
      "unreachable",
      say("rooms.discord-status", { status: error.status }),
      attempts,
      error.status,
    );
  }
  return new DiscordFailure("unreachable", say("rooms.discord-away", { why: reasonOf(error) }), attempts);
}

export const REFUSED = say("rooms.discord-token");

function fromAnswer(error: DiscordAPIError, attempts: number, signed: boolean): DiscordFailure {
  // A page of something on the way, such as a hotel's network or a firewall, is no answer of Discord's.
  if (!isDiscordsOwn(error.rawError))
    return new DiscordFailure(
      "unreachable",
      say("rooms.discord-between", { status: error.status }),
      attempts,
      error.status,
    );
  if (error.status === 401 && signed) return new DiscordFailure("refused", REFUSED, attempts, 401);
  const says = shorten(error.message, QUOTED);
  const [kind, why] = MEANINGS.get(error.code) ?? (error.status === 401 ? EXPIRED : toInvalid(says));
  const code = typeof error.code === "number" && error.code > 0 ? error.code : error.status;
  return new DiscordFailure(kind, why, attempts, code);
}

const isDiscordsOwn = (raw: unknown): boolean =>
  typeof raw === "object" && raw !== null && ("code" in raw || "message" in raw || "error" in raw);

/** What is quoted of Discord's own words, in characters. */
const QUOTED = 240;

const EXPIRED = ["expired", say("rooms.interaction-closed")] as const;
const toInvalid = (says: string) => ["invalid", say("rooms.discord-invalid", { says })] as const;

/** The innermost cause says most: `fetch failed` says nothing, `ECONNREFUSED` does. */
function reasonOf(error: unknown): Text {
  if (!(error instanceof Error)) return say("rooms.unknown-why");
  const fault = readNetworkFault(error);
  if (fault !== null && error.name !== "AbortError") return sayNetworkWhole(fault);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error.name === "AbortError") return say("network.slow");
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
