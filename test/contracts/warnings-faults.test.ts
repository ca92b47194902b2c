import { expect, test } from "vitest";
import { GROUP, startService } from "../e2e/service.ts";
import { rateLimit } from "../fakes/discord/faults.ts";
import { SERVER_ERROR, tooManyRequests } from "../fakes/telegram/faults.ts";
import { eventually } from "./operator-shell.ts";
import {
  discordCard,
  inDiscord,
  inTelegram,
  openRooms,
  startWarned,
  telegramCard,
  textOf,
  TROUBLE,
} from "./warnings-setup.ts";

const COUNTED = "4 answers by a fallback";

test("Discord is away while something happens: the card is up to date once it is back", async () => {
  const { gateway, discord, telegram } = await startWarned();
  const before = await discordCard(discord);
  await discord.offline();
  await gateway.playTurn();
  await telegramCard(telegram, COUNTED);
  await discord.online();
  expect((await discordCard(discord, COUNTED)).id).toBe(before.id);
  expect(inDiscord(discord)).toHaveLength(1);
}, 60_000);

test("Telegram has trouble of its own: the card comes once it has not", async () => {
  const { telegram, discord, env } = await openRooms();
  const lift = telegram.fault("sendMessage", SERVER_ERROR, 1_000);
  startService({ env });
  await discordCard(discord);
  await eventually(() => expect(telegram.callsOf("sendMessage").length).toBeGreaterThan(0));
  lift();
  await telegramCard(telegram);
  expect(inTelegram(telegram)).toHaveLength(1);
}, 60_000);

test("both ask to wait: each gets its card once", async () => {
  const { discord, telegram, env } = await openRooms();
  const limit = discord.fault(/POST .*\/channels\/\d+\/messages/, rateLimit(0.3), 2);
  telegram.fault("sendMessage", tooManyRequests(1), 1);
  startService({ env });
  await discordCard(discord);
  await telegramCard(telegram);
  expect(limit.hits()).toBe(2);
  expect(inDiscord(discord)).toHaveLength(1);
  expect(inTelegram(telegram)).toHaveLength(1);
}, 60_000);

test("the answer to a post is lost in both: neither room gets it twice", async () => {
  const { discord, telegram, env } = await openRooms();
  const cut = discord.fault(/POST .*\/channels\/\d+\/messages/, { kind: "cut-after" });
  telegram.fault("sendMessage", { kind: "cut", when: "after" });
  startService({ env });
  await eventually(() => expect(cut.hits()).toBe(1));
  await eventually(() => expect(telegram.callsOf("sendMessage").length).toBeGreaterThan(1));
  await telegramCard(telegram);
  await discordCard(discord);
}, 60_000);

test("a card that somebody deleted comes anew with the next news", async () => {
  const { gateway, discord, telegram } = await startWarned();
  const [first, other] = [await discordCard(discord), await telegramCard(telegram)];
  first.deleted = true;
  telegram.deleteMessage(other);
  await gateway.playTurn();
  expect((await discordCard(discord, COUNTED)).id).not.toBe(first.id);
  expect((await telegramCard(telegram, COUNTED)).message_id).not.toBe(other.message_id);
}, 60_000);

test("a channel that is gone is said in the other room", async () => {
  const { discord, telegram, env } = await openRooms();
  discord.world.channels.delete(discord.channel);
  startService({ env });
  await telegramCard(telegram);
  const card = await telegramCard(telegram, "no warnings reach discord");
  expect(textOf(card)).toContain(`discord:${discord.channel}`);
  expect(textOf(card)).toContain("after /warnings here in that room");
  expect(inDiscord(discord)).toEqual([]);
}, 60_000);

test("a group that becomes a supergroup is followed, also by the next process", async () => {
  const [group, supergroup] = [-4_001, -1_002_222_222_222];
  const { gateway, telegram, env } = await openRooms({ chat: `${group}` });
  const service = startService({ env });
  await telegramCard(telegram, TROUBLE, group);
  telegram.upgrade(group, supergroup);
  await gateway.playTurn();
  const moved = await telegramCard(telegram, COUNTED, supergroup);
  await service.stop();
  startService({ env, dataDir: service.dataDir });
  await gateway.playTurn();
  const after = await telegramCard(telegram, "5 answers by a fallback", supergroup);
  expect(after.message_id).toBe(moved.message_id);
  expect(inTelegram(telegram, group)).toHaveLength(1);
  expect(inTelegram(telegram, GROUP)).toEqual([]);
}, 60_000);
