import { GrammyError, HttpError } from "grammy";
import type { Text } from "../../../core/card.ts";
import { readNetworkFault } from "../../../lib/network-fault.ts";
import { sayNetworkWhole } from "../../../words/network.ts";
import { say } from "../../../words/say.ts";

/** Why a Bot API call failed; what is refused is so in Telegram's own words. Texts hold neither the token nor what was sent, unlike the library's own errors. */
export type Fault =
  | { readonly kind: "unreachable"; readonly why: Text; readonly arrived: "no" | "perhaps" }
  | ({ readonly kind: "refused"; readonly status: number; readonly why: string } & Remedies);

/** What is quoted of Telegram's own words, in characters. */
export const QUOTED = 240;

/** What Telegram itself proposes: another chat id, or to wait so many seconds. */
interface Remedies {
  readonly movedTo?: number;
  readonly retryAfter?: number;
}

/** What came was no answer of the Bot API, whatever it was. */
export class StrangeAnswer extends Error {}

/** Null when `error` does not come from a Bot API call. */
export function toFault(error: unknown): Fault | null {
  if (error instanceof GrammyError) {
    const { error_code: status, description: why, parameters } = error;
    const { migrate_to_chat_id: movedTo, retry_after: retryAfter } = parameters;
    return {
      kind: "refused",
      status,
      why,
      ...(movedTo === undefined ? {} : { movedTo }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }
  if (error instanceof StrangeAnswer)
    return { kind: "unreachable", why: say("rooms.telegram-strange"), arrived: "perhaps" };
  return error instanceof HttpError ? unreachable(error.error) : null;
}

function unreachable(cause: unknown): Fault {
  const fault = readNetworkFault(cause);
  if (fault !== null) return { kind: "unreachable", why: sayNetworkWhole(fault), arrived: fault.arrived };
  const message = cause instanceof Error ? cause.message : "";
  const why = /json/i.test(message) ? say("rooms.telegram-strange") : say("network.broke");
  return { kind: "unreachable", why, arrived: "perhaps" };
}

const matches = (fault: Fault, pattern: RegExp): boolean => fault.kind === "refused" && pattern.test(fault.why);

export const isUnchanged = (fault: Fault): boolean => matches(fault, /message is not modified/i);

/** The topic was deleted or closed; the chat itself still takes messages. */
export const isTopicMissing = (fault: Fault): boolean =>
  matches(fault, /thread not found|TOPIC_(CLOSED|DELETED|ID_INVALID)/i);

/** The message is no longer there, or no longer ours to change: only a new one can stand in for it. */
export const isMessageGone = (fault: Fault): boolean =>
  (fault.kind === "refused" && fault.movedTo !== undefined) ||
  matches(
    fault,
    /message to (edit|be edited|delete) not found|message can't be edited|MESSAGE_ID_INVALID|no text in the message/i,
  );

/** The picture itself was refused, or pictures are not allowed in this chat. */
export const isPhotoRefused = (fault: Fault): boolean =>
  matches(fault, /PHOTO|IMAGE_PROCESS|send (photos|media)|file is too big|wrong (type|file)/i);

const CLOSED = new RegExp(
  [
    /(chat|user) not found|PEER_ID_INVALID|CHANNEL_PRIVATE|(chat|group) (was|is) (deactivated|deleted)/,
    /not enough rights|have no rights|need administrator|CHAT_(WRITE|SEND_\w+)_FORBIDDEN|CHAT_(ADMIN_REQUIRED|RESTRICTED)/,
    /USER_IS_BLOCKED|USER_DEACTIVATED|USER_BANNED_IN_CHANNEL/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

/**
 * The chat is not there, or the bot may not write in it, whatever it writes. To a person that is so until that
 * person wrote to the bot, and once they blocked it.
 */
export const isChatClosed = (fault: Fault): boolean =>
  fault.kind === "refused" && (fault.status === 403 || matches(fault, CLOSED));
