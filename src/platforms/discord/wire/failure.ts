import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Codes } from "discord.js";
import { describeFault, readNetworkFault } from "../../../lib/network-fault.ts";

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
  /** Discord's own error code, or the HTTP status where it gave none. */
  readonly code: number | undefined;
  /** How often it was tried; an earlier try may have reached Discord unseen. */
  readonly attempts: number;
  /** Milliseconds Discord asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(kind: FailureKind, why: string, attempts: number, code?: number, retryAfter?: number) {
    super(`discord: ${why}`);
    this.name = "DiscordFailure";
    this.kind = kind;
    this.code = code;
    this.attempts = attempts;
    this.retryAfter = retryAfter;
  }
}

const NEEDS = "View Channel, Send Messages, Embed Links, Attach Files and Read Message History";

const MEANINGS: ReadonlyMap<number | string, readonly [FailureKind, string]> = new Map<
  number | string,
  readonly [FailureKind, string]
>([
  [Codes.UnknownMessage, ["gone", "the message is no longer there"]],
  [Codes.UnknownInteraction, ["gone", "the interaction is no longer there: it was not acknowledged within 3 s"]],
  [Codes.InteractionHasAlreadyBeenAcknowledged, ["taken", "the interaction was already acknowledged"]],
  [Codes.InvalidWebhookToken, ["expired", "the interaction can no longer be answered: its 15 minutes are over"]],
  [Codes.UnknownWebhook, ["expired", "the interaction can no longer be answered: its 15 minutes are over"]],
  [Codes.InvalidActionOnArchivedThread, ["gone", "the thread is archived, and with it its messages"]],
  [Codes.UnknownChannel, ["denied", "there is no such channel, or the bot is not in its server"]],
  [Codes.MissingAccess, ["denied", "the bot has no access there; invite it and give it View Channel"]],
  [Codes.MissingPermissions, ["denied", `the bot lacks permissions there; it needs ${NEEDS}`]],
  [Codes.CannotSendMessagesInNonTextChannel, ["denied", "that channel is not for text messages"]],
  [Codes.CannotExecuteActionOnThisChannelType, ["denied", "that channel is not for text messages"]],
  [Codes.ThreadLocked, ["denied", "the thread is locked"]],
  [Codes.CannotSendMessagesToThisUser, ["denied", "that person takes no messages from the bot"]],
  [Codes.CannotEditMessageAuthoredByAnotherUser, ["gone", "the message belongs to another bot"]],
]);

/** Reads what discord.js throws. `signed` says whether the bot's own token was shown. */
export function toFailure(error: unknown, attempts: number, signed: boolean): DiscordFailure {
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    const why = `asks to wait ${Math.ceil(wait / 1000)} s before the next call`;
    return new DiscordFailure("busy", why, attempts, 429, wait);
  }
  if (error instanceof DiscordAPIError) return fromAnswer(error, attempts, signed);
  if (error instanceof HTTPError) {
    return new DiscordFailure("unreachable", `answers with status ${error.status}`, attempts, error.status);
  }
  return new DiscordFailure("unreachable", `cannot be reached (${reasonOf(error)})`, attempts);
}

export const REFUSED = "refuses the bot token";

function fromAnswer(error: DiscordAPIError, attempts: number, signed: boolean): DiscordFailure {
  // A page of something on the way, such as a hotel's network or a firewall, is no answer of Discord's.
  if (!isDiscordsOwn(error.rawError))
    return new DiscordFailure(
      "unreachable",
      `status ${error.status} came from something on the way, not from Discord`,
      attempts,
      error.status,
    );
  if (error.status === 401 && signed) return new DiscordFailure("refused", REFUSED, attempts, 401);
  const [kind, why] = MEANINGS.get(error.code) ?? (error.status === 401 ? EXPIRED : INVALID);
  const code = typeof error.code === "number" && error.code > 0 ? error.code : error.status;
  return new DiscordFailure(kind, kind === "invalid" ? `${why}: ${error.message}` : why, attempts, code);
}

const isDiscordsOwn = (raw: unknown): boolean =>
  typeof raw === "object" && raw !== null && ("code" in raw || "message" in raw || "error" in raw);

const EXPIRED = ["expired", "the interaction can no longer be answered"] as const;
const INVALID = ["invalid", "did not accept the call"] as const;

/** The innermost cause says most: `fetch failed` says nothing, `ECONNREFUSED` does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const fault = readNetworkFault(error);
  if (fault !== null && error.name !== "AbortError") return describeFault(fault);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error.name === "AbortError") return "no answer in time";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
