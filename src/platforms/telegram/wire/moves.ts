import type { Transformer } from "grammy";
import type { Move } from "../../../core/platform.ts";
import type { TelegramMessage } from "./update.ts";

/** Supergroups and channels have ids from here downwards; groups that can become one, those above it and below zero. */
const FIRST_SUPERGROUP = -1_000_000_000_000;

const isGroup = (id: unknown): id is number =>
  Number.isSafeInteger(id) && Number(id) < 0 && Number(id) > FIRST_SUPERGROUP;
const isSupergroup = (id: unknown): id is number => Number.isSafeInteger(id) && Number(id) < FIRST_SUPERGROUP;

/** A group became a supergroup, which happens to a group once. Null for ids between which that cannot be. */
export const toMove = (from: unknown, to: unknown): Move | null =>
  isGroup(from) && isSupergroup(to) ? { from: String(from), to: String(to) } : null;

/** What a message of Telegram's own tells of a group: where it went, or that it is to be asked about. */
export type Migration =
  | { readonly kind: "moved"; readonly move: Move }
  | { readonly kind: "ask"; readonly chat: number };

/**
 * Reads the two service messages that Telegram writes when a group becomes a supergroup: into the old chat where it
 * went, and into the new one whence it came. The second comes from a chat that nobody here may know, so the old chat is
 * asked. Null for what people write, whatever it holds: a message of Telegram's own has no text and is no copy.
 */
export function readMigration(message: TelegramMessage): Migration | null {
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (CONTENT.some((field) => field in message)) return null;
  const move = chat.type === "group" ? toMove(chat.id, to) : null;
  if (move !== null) return { kind: "moved", move };
  return chat.type === "supergroup" && toMove(from, chat.id) !== null ? { kind: "ask", chat: Number(from) } : null;
}

/** Of a message that somebody wrote, sent on or had sent. */
const CONTENT = ["text", "caption", "forward_origin", "via_bot", "sender_chat", "reply_to_message", "external_reply"];

/** Notices wherever Telegram answers that the chat a call was about is another one now. */
export const noticeMoves =
  (tell: (move: Move) => void): Transformer =>
  async (call, method, payload, signal) => {
    const answer = await call(method, payload, signal);
    const to = answer.ok ? undefined : answer.parameters?.migrate_to_chat_id;
    const move = to === undefined || !("chat_id" in payload) ? null : toMove(Number(payload.chat_id), to);
    if (move !== null) tell(move);
    return answer;
  };
