import { expect, test, vi } from "vitest";
import { ADMIN, GROUP, startService, TELEGRAM_ADMIN } from "../e2e/service.ts";
import { failure } from "../fakes/discord/faults.ts";
import { BLOCKED, THREAD_MISSING } from "../fakes/telegram/faults.ts";
import { eventually } from "./operator-shell.ts";
import { discordCard, inDiscord, openRooms, telegramCard, textOf, TROUBLE } from "./warnings-setup.ts";

vi.setConfig({ testTimeout: 90_000 });

const POSTS = /POST .*\/channels\/\d+\/messages/;
const MISSING_PERMISSIONS = 50_013;
const DISABLED = 40_006;

test.each([
  ["lacks a permission", 403, MISSING_PERMISSIONS],
  ["is switched off for a while", 400, DISABLED],
])(
  "a channel that %s is told in the other room, and gets its warning from the next process",
  async (_, status, code) => {
    const { discord, telegram, env } = await openRooms();
    const refused = discord.fault(POSTS, failure(status, code), 1_000);
    const first = startService({ env });
    await telegramCard(telegram);
    await telegramCard(telegram, `discord:${discord.channel}`);
    expect(inDiscord(discord)).toEqual([]);
    await first.stop();
    refused.end();
    startService({ env, dataDir: first.dataDir });
    await discordCard(discord);
    const over = await telegramCard(telegram, `warnings reach discord:${discord.channel} again`);
    expect(textOf(over)).toContain("Resolved after");
  },
);

test("no room takes anything: admins are told in private", async () => {
  const { discord, telegram, env } = await openRooms();
  discord.fault(POSTS, failure(403, MISSING_PERMISSIONS), 1_000);
  telegram.fault("sendMessage", BLOCKED, 1);
  startService({ env });
  const card = await telegramCard(telegram, TROUBLE, TELEGRAM_ADMIN);
  expect(textOf(card)).toContain("main: ");
});

test("a channel gets its warning as soon as Discord says that something changed there", async () => {
  const { discord, telegram, env } = await openRooms();
  const refused = discord.fault(POSTS, failure(403, MISSING_PERMISSIONS), 1_000);
  startService({ env });
  await telegramCard(telegram, `discord:${discord.channel}`);
  await discord.ready();
  refused.end();
  expect(inDiscord(discord)).toEqual([]);
  discord.invite();
  expect((await discordCard(discord)).text).toContain(TROUBLE);
});

test("a topic that is closed is a detour, and /warnings says so", async () => {
  const { discord, telegram, env } = await openRooms({ chat: `${GROUP}:7` });
  telegram.fault("sendMessage", THREAD_MISSING, 1);
  startService({ env });
  expect((await telegramCard(telegram)).message_thread_id).toBeUndefined();
  await discord.ready();
  const status = async (): Promise<string> => (await discord.slash("warnings", {}, ADMIN).reply()).text;
  await eventually(async () => expect(await status()).toContain(`telegram:${GROUP}:7\` gets its warnings elsewhere`));
});
