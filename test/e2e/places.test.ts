import { expect, it } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import type { FakeDiscord } from "../fakes/discord/server.ts";
import { ADMIN, envOf, openDiscord, openTelegram, startService, TELEGRAM_ADMIN, written } from "./service.ts";

const STRANGER = "200000000000000077";
const ADDED = /The bot was added to (?:a place|\d+ places) nobody set up/;

const directOf = (person: string): string => `4${person.slice(1)}`;
const toldIn = (discord: FakeDiscord, person = ADMIN.id) =>
  discord.messages.filter(({ channelId, text }) => channelId === directOf(person) && ADDED.test(text));

it("tells admins once of a Discord server that strangers put the bot into, also after a restart, and leaves it", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { discord, env } = await openDiscord();
  const settings = { ...env, ...envOf(gateway), COMPANION_AUDIENCE: `discord:${discord.guildId}` };
  const first = startService({ env: settings });
  await discord.ready();
  const taken = discord.abduct("Free skins", STRANGER);

  const [card] = await eventually(() => {
    expect(toldIn(discord)).toHaveLength(1);
    return toldIn(discord);
  });
  expect(card?.text).toContain("Free skins");
  expect(card?.text).toContain(`discord:${taken}`);
  expect(card?.text).toContain(`discord:${STRANGER}`);
  expect(card?.text).not.toContain(discord.guildId);
  await first.stop();

  const { dataDir } = first;
  const second = startService({ env: settings, dataDir });
  await discord.ready();
  const asked = await discord.slash("leave", {}, { ...ADMIN, where: "direct" }).reply();
  expect(asked.text).toContain(`discord:${taken}`);
  expect(toldIn(discord)).toHaveLength(1);

  const refused = await discord.slash("leave", { place: `discord:${discord.guildId}` }, ADMIN).reply();
  expect(refused.text).toContain("This place is set up");
  const left = await discord.press(asked, "Leave Free skins", ADMIN).reply();
  expect(left.text).toContain("The bot left");
  expect(discord.world.elsewhere.has(taken)).toBe(false);
  expect(discord.world.invited).toBe(true);
  const gone = await discord.slash("leave", { place: `discord:${taken}` }, ADMIN).reply();
  expect(gone.text).toContain("The bot is not there");
  await second.stop();
});

it("says so when a second server shuts the only one, which nobody named", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { discord, env } = await openDiscord();
  startService({ env: { ...env, ...envOf(gateway) } });
  await discord.ready();
  await discord.slash("model-status", {}, ADMIN).reply();
  const taken = discord.abduct("Free skins", STRANGER);
  const [card] = await eventually(() => {
    expect(toldIn(discord)).toHaveLength(1);
    return toldIn(discord);
  });
  expect(card?.text).toContain(`discord:${taken}`);
  expect(card?.text).toContain(`until \`COMPANION_AUDIENCE=discord:${discord.guildId}\` names it`);
});

it("tells admins once of a Telegram group that a stranger put the bot into, however often, and leaves it by the button", async () => {
  const group = -1_009_999_999_999;
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { telegram, env } = await openTelegram();
  const service = startService({ env: { ...env, ...envOf(gateway) } });
  for (const status of ["member", "left", "member", "member"] as const)
    telegram.member(group, "Skins & more", status, { id: 9_009, first_name: "Mallory" });

  const card = await written(telegram, ADDED, TELEGRAM_ADMIN);
  expect(card.text).toContain("Skins & more");
  expect(card.text).toContain("added by Mallory (telegram:9009)");
  telegram.press(card, "Leave Skins & more", { user: TELEGRAM_ADMIN });
  await written(telegram, "The bot left", TELEGRAM_ADMIN);
  expect(telegram.callsOf("leaveChat").map(({ body }) => body)).toEqual([{ chat_id: group }]);
  expect(telegram.written(TELEGRAM_ADMIN).filter(({ text }) => ADDED.test(text ?? ""))).toHaveLength(1);
  // Nobody there was answered, nor was anything said there.
  expect(telegram.written(group)).toEqual([]);
  await service.stop();
});
