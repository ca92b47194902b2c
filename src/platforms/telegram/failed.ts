import { isDirectRefused, type Fault } from "./fault.ts";

/** `later`: the same call may succeed by itself. `closed`: that person or chat lets the bot in no more, or not yet. */
export type FailureReason = "later" | "closed" | "refused";

/** A card that did not get through. */
export class TelegramFailed extends Error {
  readonly reason: FailureReason;
  readonly code: number | null;
  constructor(what: string, facts: Pick<TelegramFailed, "reason" | "code">) {
    super(`telegram: ${what}`);
    this.name = "TelegramFailed";
    this.reason = facts.reason;
    this.code = facts.code;
  }
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/chat not found/i, "check the chat id, and add the bot to that chat"],
  [/kicked|not a member|bot is not a/i, "add the bot to the chat again"],
  [/blocked|can't initiate|deactivated/i, "the person has to open the bot and press Start"],
  [/not enough rights|need administrator|CHAT_WRITE_FORBIDDEN|send .*messages/i, "allow the bot to write in this chat"],
  [/too many requests/i, "the chat gets more messages than Telegram allows"],
  [/unauthorized/i, "check the bot token with @BotFather"],
];

/** One sentence on what could not be done to `target`, and what helps. */
export function toFailed(target: string, fault: Fault): TelegramFailed {
  if (fault.kind === "unreachable") {
    const doubt = fault.arrived === "perhaps" ? "; it may have arrived all the same" : "";
    const what = `cannot post to ${target}: Telegram is out of reach, ${fault.why}${doubt}`;
    return new TelegramFailed(what, { reason: "later", code: null });
  }
  const { status: code, why } = fault;
  const hint = HINTS.find(([pattern]) => pattern.test(why))?.[1];
  const what = `cannot post to ${target}: ${why} (${code})${hint === undefined ? "" : `; ${hint}`}`;
  return new TelegramFailed(what, { reason: reasonOf(fault), code });
}

function reasonOf(fault: Extract<Fault, { kind: "refused" }>): FailureReason {
  if (fault.status === 429 || fault.status >= 500) return "later";
  return isDirectRefused(fault) ? "closed" : "refused";
}
