import { expect, vi } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import type { FakeMessage as DiscordMessage } from "../fakes/discord/types.ts";
import type { FakeMessage as TelegramMessage } from "../fakes/telegram/world.ts";
import {
  ADMIN,
  GROUP,
  GUEST,
  openDiscord,
  openTelegram,
  OTHER_ADMIN,
  TELEGRAM_ADMIN,
  TELEGRAM_GUEST,
  TELEGRAM_OTHER_ADMIN,
  type Env,
} from "./service.ts";

export type Who = "admin" | "other admin" | "guest";

/** A message of the bot as it stands now. */
export interface Shown {
  readonly text: string;
  /** Only the person who asked can see it. */
  readonly isPrivate: boolean;
  readonly buttons: readonly string[];
  press(label: string, who?: Who): void;
}

/** A chat in which an operator talks to the companion in a room with others. */
export interface Chat {
  readonly env: Env;
  /** Resolves when the bot listens. */
  ready(): Promise<void>;
  ask(command: string, who?: Who, args?: Readonly<Record<string, string>>): void;
  /** The bot's newest message with these words, once it is there. */
  read(words: string): Promise<Shown>;
  /** No change of a message gets through until that is lifted. */
  holdChanges(): () => void;
  /** Every text the bot shows now, newest last. */
  texts(): readonly string[];
}

const DISCORD_PEOPLE = { admin: ADMIN, "other admin": OTHER_ADMIN, guest: GUEST };
const TELEGRAM_PEOPLE = { admin: TELEGRAM_ADMIN, "other admin": TELEGRAM_OTHER_ADMIN, guest: TELEGRAM_GUEST };

async function openDiscordChat(): Promise<Chat> {
  const { discord, env } = await openDiscord();
  const standing = (): readonly DiscordMessage[] =>
    discord.messages.filter((message) => !message.deleted && !message.deferred);
  const toShown = (message: DiscordMessage): Shown => ({
    text: message.text,
    isPrivate: message.ephemeral,
    buttons: message.buttons.map(({ label }) => label),
    press: (label, who = "admin") => void discord.press(message, label, DISCORD_PEOPLE[who]),
  });
  return {
    env,
    ready: () => discord.ready(),
    ask: (command, who = "admin", args = {}) => void discord.slash(command, args, DISCORD_PEOPLE[who]),
    read: (words) => eventually(() => toShown(newest(standing(), ({ text }) => text.includes(words), words))),
    holdChanges: () => discord.fault(/PATCH .*\/webhooks\//, { kind: "cut" }, 1_000).end,
    texts: () => standing().map(({ text }) => text),
  };
}

const textOf = ({ text, caption }: TelegramMessage): string => text ?? caption ?? "";

async function openTelegramChat(): Promise<Chat> {
  const { telegram, env } = await openTelegram();
  const toShown = (message: TelegramMessage): Shown => ({
    text: textOf(message),
    isPrivate: message.chat.type === "private",
    buttons: (message.reply_markup?.inline_keyboard.flat() ?? []).map(({ text }) => text),
    press: (label, who = "admin") => void telegram.press(message, label, { user: TELEGRAM_PEOPLE[who] }),
  });
  return {
    env,
    ready: () => eventually(() => newest(telegram.callsOf("getUpdates"), () => true, "a poll")).then(() => undefined),
    ask(command, who = "admin", args = {}) {
      const named = Object.entries(args).map(([name, value]) => ` ${name}=${value}`);
      telegram.say(`/${command}${named.join("")}`, { user: TELEGRAM_PEOPLE[who], chat: GROUP });
    },
    read: (words) =>
      eventually(() => toShown(newest(telegram.written(), (message) => textOf(message).includes(words), words))),
    holdChanges: () => telegram.fault("editMessageText", { kind: "cut", when: "before" }, 1_000),
    texts: () => telegram.written().map(textOf),
  };
}

/** No faster than one person is answered. */
const CALMLY = { timeout: 40_000, interval: 2_000 };

/** Asks again and again until the answer has these words: figures follow a turn by a moment. */
export const askUntil = (chat: Chat, command: string, words: string, who: Who = "admin"): Promise<void> =>
  vi.waitFor(async () => {
    const count = chat.texts().length;
    chat.ask(command, who);
    await eventually(() => expect(chat.texts().length).toBeGreaterThan(count));
    expect(chat.texts().join("\n")).toContain(words);
  }, CALMLY);

function newest<T>(all: readonly T[], is: (one: T) => boolean, what: string): T {
  const found = all.findLast(is);
  if (found === undefined) throw new Error(`not shown: ${what}; but ${JSON.stringify(all)}`);
  return found;
}

export const CHATS = [
  ["Discord", openDiscordChat],
  ["Telegram", openTelegramChat],
] as const;
