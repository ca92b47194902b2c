import type { Updates } from "./updates.ts";
import { addMessage, addUpdate, chatOf, takeMessageId, type FakeMessage, type World } from "./world.ts";

/** Who says something and where. `chat` is the person's own chat with the bot when left out. */
interface Saying {
  readonly user?: number | { readonly id: number; readonly first_name?: string; readonly is_bot?: boolean };
  readonly chat?: number;
  readonly topic?: number;
  /** Seconds since it was said. */
  readonly ago?: number;
  /** A group or channel that speaks instead of the person: an anonymous admin. */
  readonly senderChat?: number;
}

/** What people do in their Telegram clients. */
export interface People {
  say(text: string, how?: Saying): FakeMessage;
  /**
   * Presses a button by its label or data; returns the query's id. Throws when there is no such button.
   * `shownAgo`: seconds since its message was shown.
   */
  press(message: FakeMessage, button: string, how?: Pick<Saying, "user"> & { readonly shownAgo?: number }): string;
  /** Opens the bot and presses Start, without a word to the bot. */
  start(user: number): void;
  block(user: number): void;
  deleteMessage(message: FakeMessage): void;
  closeTopic(chat: number, topic: number): void;
  reopenTopic(chat: number, topic: number): void;
  /** Another program sets a webhook for this bot; returns what stands there now. */
  setWebhook(url: string): void;
  webhook(): string;
  /** Turns a group into a supergroup with a new id; both chats get a message of Telegram's own about it. */
  upgrade(from: number, to: number): void;
  /** Somebody adds the bot to a group, or takes it out. */
  member(chat: number, title: string, status: "member" | "left", user?: Saying["user"]): void;
  /** The newest update comes once more. */
  redeliver(): void;
  /** Puts an update as it is into the queue. */
  deliver(content: Readonly<Record<string, unknown>>): void;
}

const ANONYMOUS = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

export function createPeople(world: World, updates: Updates): People {
  const deliver = (content: Readonly<Record<string, unknown>>): void => {
    addUpdate(world, content);
    updates.ring();
  };
  return {
    deliver,
    member(chat, title, status, user) {
      const own = { user: world.bot };
      const before = status === "member" ? "left" : "member";
      deliver({
        my_chat_member: {
          chat: { ...chatOf(chat), title },
          from: toUser(user),
          date: Math.floor(Date.now() / 1_000),
          old_chat_member: { ...own, status: before },
          new_chat_member: { ...own, status },
        },
      });
    },
    redeliver() {
      const { newest } = world;
      if (newest === undefined) return;
      world.updates = [newest, ...world.updates.filter((one) => one !== newest)];
      updates.ring();
    },
    say(text, how = {}) {
      const user = toUser(how.user);
      const chat = how.chat ?? user.id;
      if (chat === user.id) world.started.add(chat);
      const message = addMessage(world, {
        message_id: takeMessageId(world, chat),
        date: Math.floor(Date.now() / 1_000) - (how.ago ?? 0),
        chat: chatOf(chat),
        from: how.senderChat === undefined ? user : ANONYMOUS,
        ...(how.senderChat === undefined ? {} : { sender_chat: chatOf(how.senderChat) }),
        ...(how.topic === undefined ? {} : { message_thread_id: how.topic, is_topic_message: true }),
        text,
        entities: commandEntity(text),
      });
      deliver({ message });
      return message;
    },
    press(message, button, how = {}) {
      const buttons = current(world, message).reply_markup?.inline_keyboard.flat() ?? [];
      const found = buttons.find(({ text, callback_data: data }) => text === button || data === button);
      if (found === undefined)
        throw new Error(`no button "${button}" among ${buttons.map(({ text }) => text).join(", ")}`);
      const id = `query-${world.nextUpdate}`;
      world.queries.add(id);
      deliver({
        callback_query: {
          id,
          from: toUser(how.user),
          message: { ...current(world, message), date: message.date - (how.shownAgo ?? 0) },
          chat_instance: "1",
          data: found.callback_data,
        },
      });
      return id;
    },
    start: (user) => void world.started.add(user),
    block: (user) => void world.blocked.add(user),
    deleteMessage(message) {
      world.messages = world.messages.filter((one) => !same(one, message));
    },
    closeTopic: (chat, topic) => void world.closedTopics.add(`${chat}:${topic}`),
    reopenTopic: (chat, topic) => void world.closedTopics.delete(`${chat}:${topic}`),
    setWebhook(url) {
      world.webhook = url;
      updates.ring();
    },
    webhook: () => world.webhook,
    upgrade(from, to) {
      world.moved.set(from, to);
      const date = Math.floor(Date.now() / 1_000);
      const said = (chat: number) => ({
        message_id: takeMessageId(world, chat),
        date,
        chat: chatOf(chat),
        from: ANONYMOUS,
      });
      deliver({ message: { ...said(from), migrate_to_chat_id: to } });
      deliver({ message: { ...said(to), migrate_from_chat_id: from } });
    },
  };
}

function toUser(user: Saying["user"] = 1_001): { id: number; is_bot: boolean; first_name: string } {
  if (typeof user === "number") return { id: user, is_bot: false, first_name: `Person ${user}` };
  return { is_bot: false, first_name: `Person ${user.id}`, ...user };
}

/** Telegram's own idea of a command: it ends at the first hyphen. */
function commandEntity(text: string): FakeMessage["entities"] & object {
  const command = /^\/\w+(?:@\w+)?/.exec(text)?.[0];
  return command === undefined ? [] : [{ type: "bot_command", offset: 0, length: command.length }];
}

const same = (a: FakeMessage, b: FakeMessage): boolean => a.chat.id === b.chat.id && a.message_id === b.message_id;

const current = (world: World, message: FakeMessage): FakeMessage =>
  world.messages.find((one) => same(one, message)) ?? message;
