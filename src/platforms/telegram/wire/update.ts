import { z } from "zod";

const INTEGER = z.number().int();
/** Seconds, until long after anybody reads them. */
const DATE = INTEGER.min(0).max(100_000_000_000);
const NAME = z.string().transform((name) => name.slice(0, 200));
/** As long as Telegram lets anybody write. */
const TEXT = z.string().transform((text) => text.slice(0, 4_096));

const USER = z.object({
  id: INTEGER,
  is_bot: z.boolean(),
  first_name: NAME,
  last_name: NAME.optional(),
  username: NAME.optional(),
  language_code: NAME.optional(),
});
export type TelegramUser = z.infer<typeof USER>;

const CHAT = z.object({ id: INTEGER, type: z.string().max(50), title: NAME.optional() });
export type TelegramChat = z.infer<typeof CHAT>;

/** What is unknown here is only looked at for being there, or judged where it is read. */
const MESSAGE = z.object({
  message_id: INTEGER,
  date: DATE,
  chat: CHAT,
  from: USER.optional(),
  sender_chat: CHAT.optional(),
  text: TEXT.optional(),
  edit_date: DATE.optional(),
  is_topic_message: z.boolean().optional(),
  message_thread_id: INTEGER.optional(),
  is_automatic_forward: z.boolean().optional(),
  migrate_to_chat_id: z.unknown().optional(),
  migrate_from_chat_id: z.unknown().optional(),
  caption: z.unknown().optional(),
  photo: z.unknown().optional(),
  forward_origin: z.unknown().optional(),
  via_bot: z.unknown().optional(),
  reply_to_message: z.unknown().optional(),
  external_reply: z.unknown().optional(),
});
export type TelegramMessage = z.infer<typeof MESSAGE>;

const PRESS = z.object({
  id: z.string().max(200),
  from: USER,
  data: z.string().max(256).optional(),
  message: MESSAGE.optional(),
});
export type TelegramPress = z.infer<typeof PRESS>;

const MEMBERSHIP = z.object({
  chat: CHAT,
  from: USER,
  new_chat_member: z.object({ status: z.string().max(50) }),
});
export type TelegramMembership = z.infer<typeof MEMBERSHIP>;

/** Something in it that cannot be read is as if it were not there; the update is confirmed all the same. */
const UPDATE = z.object({
  update_id: INTEGER.min(0),
  message: MESSAGE.optional().catch(undefined),
  callback_query: PRESS.optional().catch(undefined),
  my_chat_member: MEMBERSHIP.optional().catch(undefined),
});
/** As much of an update as anybody looks at. */
export type TelegramUpdate = z.infer<typeof UPDATE>;

export interface ReadUpdates {
  readonly updates: readonly TelegramUpdate[];
  /** How many of them hold something that cannot be read, or could not be read at all. */
  readonly unread: number;
}

/** Null where it is no answer of Telegram's: nothing that could be confirmed, and so would come again for ever. */
export function readUpdates(answer: unknown): ReadUpdates | null {
  if (!Array.isArray(answer)) return null;
  const read = answer.map((one: unknown) => ({ one, update: UPDATE.safeParse(one).data }));
  const updates = read.flatMap(({ update }) => update ?? []);
  if (answer.length > 0 && updates.length === 0) return null;
  return { updates, unread: read.filter(({ one, update }) => update === undefined || isUnread(one, update)).length };
}

const KINDS = ["message", "callback_query", "my_chat_member"] as const;

const isUnread = (told: unknown, update: TelegramUpdate): boolean =>
  KINDS.some((kind) => typeof told === "object" && told !== null && kind in told && update[kind] === undefined);
