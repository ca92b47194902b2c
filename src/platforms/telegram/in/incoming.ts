import type { Caller, Origin } from "../../../core/command.ts";
import type { PlaceKeeper, PlaceNews } from "../../../core/places.ts";
import { SECOND, type Instant } from "../../../core/time.ts";
import { languageOf } from "../../../words/languages.ts";
import { readCommand, type TypedCommand } from "./command.ts";
import type { Place } from "../place.ts";
import type { Posted } from "../wire/calls.ts";
import { readMigration, type Migration } from "../wire/moves.ts";
import type { Sent } from "../out/sent.ts";
import type {
  TelegramChat,
  TelegramMembership,
  TelegramMessage,
  TelegramPress,
  TelegramUpdate,
  TelegramUser,
} from "../wire/update.ts";

/** Where and by whom something was said. `direct` is the person's own chat with the bot, null for the anonymous. */
export interface Source {
  readonly caller: Caller;
  readonly origin: Origin;
  readonly place: Place;
  readonly message: number | null;
  readonly inPrivate: boolean;
  readonly direct: Place | null;
}

/** An update as it was fetched. */
export interface Received {
  readonly update: TelegramUpdate;
  /** When it cannot have been there yet; null when nobody looked before. */
  readonly since: Instant | null;
  /** How often processes began it that ended before it was dealt with. */
  readonly begun: number;
}

/** An update as far as it concerns us. */
export type Incoming =
  | { readonly kind: "command"; readonly typed: TypedCommand; readonly source: Source }
  | {
      readonly kind: "press";
      readonly query: string;
      readonly data: string;
      readonly source: Source;
      /** The card it stands under, as far as the press itself tells; null without a message. */
      readonly under: Sent | null;
      /** It was pressed after this; null when that cannot be told. */
      readonly since: Instant | null;
    }
  | {
      readonly kind: "membership";
      readonly chat: number;
      readonly status: string;
      /** Null in a chat with one person. */
      readonly news: PlaceNews | null;
    }
  | { readonly kind: "migration"; readonly migration: Migration }
  | { readonly kind: "other" };

const OTHER: Incoming = { kind: "other" };

/** Reads an update. Channel posts, other bots, commands for other bots and plain talk are `other`. */
export function toIncoming(
  { update, since }: Omit<Received, "begun">,
  me: string,
  admins: ReadonlySet<string>,
): Incoming {
  if (update.callback_query) return fromPress(update.callback_query, since, admins);
  if (update.my_chat_member) return fromMembership(update.my_chat_member);
  if (!update.message) return OTHER;
  const migration = readMigration(update.message);
  return migration === null ? fromMessage(update.message, me, admins) : { kind: "migration", migration };
}

/** Who put the bot there may be hidden behind the group itself. */
function fromMembership({ chat, from, new_chat_member: member }: TelegramMembership): Incoming {
  const told = { kind: "membership", chat: chat.id, status: member.status } as const;
  if (chat.type === "private") return { ...told, news: null };
  const community = String(chat.id);
  if (member.status === "left" || member.status === "kicked") return { ...told, news: { kind: "out", community } };
  const who = person(from, new Set());
  const by: PlaceKeeper | null = who === null ? null : { as: "added", id: who.id, name: who.name };
  return { ...told, news: { kind: "in", community, name: chat.title ?? null, by } };
}

function fromMessage(message: TelegramMessage, me: string, admins: ReadonlySet<string>): Incoming {
  const typed = readCommand(message.text ?? "");
  // A channel's post, copied by Telegram into the group where the channel is discussed, asks nobody.
  if (message.is_automatic_forward === true) return OTHER;
  if (typed === null || (typed.to !== null && typed.to.toLowerCase() !== me.toLowerCase())) return OTHER;
  const caller = message.sender_chat ? anonymous(message.sender_chat) : person(message.from, admins);
  if (caller === null) return OTHER;
  const direct = message.sender_chat ? null : { chat: Number(caller.id) };
  const inPrivate = message.chat.type === "private";
  return {
    kind: "command",
    typed,
    source: {
      caller,
      origin: originOf(message.chat, message.date * SECOND),
      place: placeOf(message),
      message: message.message_id,
      inPrivate,
      direct,
    },
  };
}

function fromPress(query: TelegramPress, since: Instant | null, admins: ReadonlySet<string>): Incoming {
  const caller = person(query.from, admins);
  if (caller === null || query.data === undefined) return OTHER;
  const direct = { chat: query.from.id };
  const source: Source = query.message
    ? {
        caller,
        origin: originOf(query.message.chat, null),
        place: placeOf(query.message),
        message: query.message.message_id,
        inPrivate: query.message.chat.type === "private",
        direct,
      }
    : { caller, origin: originOf(null, null), place: direct, message: null, inPrivate: true, direct };
  const under = query.message === undefined ? null : { place: source.place, messages: [postedOf(query.message)] };
  return { kind: "press", query: query.id, data: query.data, source, under, since: latest(since, shownAt(query)) };
}

/** What is too old to be told says nothing of its kind. */
const postedOf = (message: NonNullable<TelegramPress["message"]>): Posted => ({
  id: message.message_id,
  kind: "photo" in message && message.photo !== undefined ? "photo" : "text",
});

/** Telegram does not tell when a button was pressed. What comes from an inline message names no chat. */
const originOf = (chat: TelegramChat | null, at: Instant | null): Origin => ({
  platform: "telegram",
  kind: chat === null || chat.type === "private" ? "direct" : chat.type === "channel" ? "channel" : "group",
  community: chat === null ? null : String(chat.id),
  userInstalled: false,
  at,
});

/** No button was pressed before it was there. */
function shownAt({ message }: TelegramPress): Instant | null {
  if (message === undefined || message.date === 0) return null;
  return (message.edit_date ?? message.date) * SECOND;
}

const latest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** A thread id without `is_topic_message` is a chain of replies, which Telegram does not take as a topic. */
function placeOf(message: Pick<TelegramMessage, "chat" | "is_topic_message" | "message_thread_id">): Place {
  const topic = message.is_topic_message ? message.message_thread_id : undefined;
  return topic === undefined ? { chat: message.chat.id } : { chat: message.chat.id, topic };
}

/** Bots are nobody: two of them answering each other would never end. */
function person(user: TelegramUser | undefined, admins: ReadonlySet<string>): Caller | null {
  if (user === undefined || user.is_bot) return null;
  const id = String(user.id);
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ") || (user.username ?? id);
  const language = user.language_code === undefined ? {} : { language: languageOf(user.language_code) };
  return { platform: "telegram", id, name, admin: admins.has(id), ...language };
}

/** Someone who writes as a group or channel: several people may, so never an admin. */
const anonymous = (chat: TelegramChat): Caller => ({
  platform: "telegram",
  id: String(chat.id),
  name: chat.title ?? "anonymous",
  admin: false,
});
