import { onTestFinished, vi } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { GROUP, openDiscord, openTelegram, startService, type Env, type Service } from "../e2e/service.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import type { FakeDiscord } from "../fakes/discord/server.ts";
import type { FakeMessage as DiscordMessage } from "../fakes/discord/types.ts";
import type { FakeTelegram } from "../fakes/telegram/server.ts";
import type { FakeMessage as TelegramMessage } from "../fakes/telegram/world.ts";

/** A gateway that falls back without a word, and a room in each chat that is warned of it. */
export interface Warned {
  readonly gateway: EmbeddedGateway;
  readonly discord: FakeDiscord;
  readonly telegram: FakeTelegram;
  readonly env: Env;
}

/** What the recorded gateway's trouble is called. */
export const TROUBLE = "ChatGPT sign-in is sent over the wrong transport";

/** Nothing is running yet; `topic` warns in a topic of the group. */
export async function openRooms({ chat = `${GROUP}` }: { readonly chat?: string } = {}): Promise<Warned> {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  onTestFinished(() => gateway.close());
  const { discord, env: discordEnv } = await openDiscord();
  const { telegram, env: telegramEnv } = await openTelegram();
  const env: Env = {
    OPENCLAW_GATEWAY_URL: gateway.url,
    OPENCLAW_GATEWAY_TOKEN: gateway.token,
    DISCORD_WARNING_CHANNELS: discord.channel,
    TELEGRAM_WARNING_CHATS: chat,
    ...discordEnv,
    ...telegramEnv,
  };
  return { gateway, discord, telegram, env };
}

/** Both rooms are warned of the trouble. */
export async function startWarned(): Promise<Warned & { readonly service: Service }> {
  const rooms = await openRooms();
  const service = startService({ env: rooms.env });
  await discordCard(rooms.discord);
  await telegramCard(rooms.telegram);
  await rooms.discord.ready();
  return { ...rooms, service };
}

export const textOf = ({ text, caption }: TelegramMessage): string => text ?? caption ?? "";
export const buttonsOf = ({ reply_markup: keyboard }: TelegramMessage): readonly string[] =>
  keyboard?.inline_keyboard.flat().map(({ text }) => text) ?? [];

/** Held back edits and tries after an outage take their time. */
const patiently = <T>(look: () => T): Promise<T> => vi.waitFor(look, { timeout: 40_000, interval: 20 });

/** What everybody in the channel can read. */
export const inDiscord = (discord: FakeDiscord): readonly DiscordMessage[] =>
  discord.messages.filter(({ deleted, deferred, ephemeral }) => !deleted && !deferred && !ephemeral);

/** What a chat can read of the bot. */
export const inTelegram = (telegram: FakeTelegram, chat = GROUP): readonly TelegramMessage[] => telegram.written(chat);

/** Waits for the one message with these words; more than one is wrong. */
export const discordCard = (discord: FakeDiscord, words = TROUBLE): Promise<DiscordMessage> =>
  patiently(() =>
    only(
      inDiscord(discord).filter(({ text, repliesTo }) => repliesTo === undefined && text.includes(words)),
      words,
    ),
  );

export const telegramCard = (telegram: FakeTelegram, words = TROUBLE, chat = GROUP): Promise<TelegramMessage> =>
  patiently(() =>
    only(
      inTelegram(telegram, chat).filter((one) => one.reply_to_message === undefined && textOf(one).includes(words)),
      words,
    ),
  );

function only<T>(found: readonly T[], words: string): T {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} messages say "${words}"`);
  return first;
}
