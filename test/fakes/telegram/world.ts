import type { Entity } from "./html.ts";

interface FakeUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
}

export interface FakeChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
  readonly first_name?: string;
  readonly is_forum?: true;
}

export interface FakeButton {
  readonly text: string;
  readonly callback_data?: string;
}

export interface FakeMessage {
  readonly message_id: number;
  readonly date: number;
  readonly chat: FakeChat;
  readonly from?: FakeUser;
  readonly sender_chat?: FakeChat;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly text?: string;
  readonly caption?: string;
  readonly entities?: readonly Entity[];
  readonly photo?: readonly { readonly file_id: string; readonly width: number; readonly height: number }[];
  readonly reply_to_message?: FakeMessage;
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly FakeButton[])[] };
  readonly migrate_to_chat_id?: number;
}

export interface FakeUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

/** Everything the service knows. One owner, changed in place; what leaves it is copied by JSON. */
export interface World {
  readonly bot: FakeUser & { readonly username: string };
  /** Messages that stand in their chats, oldest first. */
  messages: readonly FakeMessage[];
  updates: readonly FakeUpdate[];
  /** The last one that came about, confirmed or not. */
  newest: FakeUpdate | undefined;
  /** The address a program set; empty when updates are fetched. */
  webhook: string;
  /** Files by `file_id`. */
  readonly files: Map<string, Buffer>;
  /** People who pressed Start and may be written to. */
  readonly started: Set<number>;
  readonly blocked: Set<number>;
  readonly closedTopics: Set<string>;
  /** What people are in a chat, by `chat:person`; whoever is not here left, or never came. */
  readonly statuses: Map<string, "member" | "left" | "kicked">;
  readonly moved: Map<number, number>;
  readonly menus: Map<string, readonly { readonly command: string; readonly description: string }[]>;
  readonly queries: Set<string>;
  readonly toasts: { readonly query: string; readonly text: string | null }[];
  readonly actions: { readonly chat: number; readonly action: string }[];
  nextUpdate: number;
  readonly nextMessage: Map<number, number>;
}

export const createWorld = (): World => ({
  bot: { id: 4_242, is_bot: true, first_name: "Companion", username: "companion_test_bot" },
  messages: [],
  updates: [],
  newest: undefined,
  webhook: "",
  files: new Map(),
  started: new Set(),
  blocked: new Set(),
  closedTopics: new Set(),
  statuses: new Map(),
  moved: new Map(),
  menus: new Map(),
  queries: new Set(),
  toasts: [],
  actions: [],
  nextUpdate: 700_001,
  nextMessage: new Map(),
});

export function chatOf(id: number): FakeChat {
  if (id > 0) return { id, type: "private", first_name: `Person ${id}` };
  return { id, type: id < -1_000_000_000 ? "supergroup" : "group", title: `Group ${id}` };
}

/** Supergroups number their own messages; all other chats of a bot share one row of numbers. */
export function takeMessageId(world: World, chat: number): number {
  const row = chatOf(chat).type === "supergroup" ? chat : 0;
  const id = world.nextMessage.get(row) ?? 11;
  world.nextMessage.set(row, id + 1);
  return id;
}

export function addMessage(world: World, message: FakeMessage): FakeMessage {
  world.messages = [...world.messages, message];
  return message;
}

export const findMessage = (world: World, chat: number, id: unknown): FakeMessage | undefined =>
  world.messages.find((message) => message.chat.id === chat && message.message_id === id);

export function addUpdate(world: World, content: Readonly<Record<string, unknown>>): FakeUpdate {
  const update = { update_id: world.nextUpdate, ...content };
  world.nextUpdate += 1;
  world.updates = [...world.updates, update];
  world.newest = update;
  return update;
}
