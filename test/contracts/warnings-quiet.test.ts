import { describe, expect, test } from "vitest";
import { startService } from "../e2e/service.ts";
import { ADMIN, GROUP, TELEGRAM_ADMIN } from "../e2e/service.ts";
import { eventually } from "./operator-shell.ts";
import { discordCard, inDiscord, inTelegram, openRooms, telegramCard, TROUBLE } from "./warnings-setup.ts";

describe("what is set ahead", () => {
  test("in maintenance no room is told, and when it is taken back each is", async () => {
    const { discord, telegram, env } = await openRooms();
    const first = startService({ env: { ...env, OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" } });
    await discord.ready();
    const set = await discord.slash("quiet", { gateway: "main", when: "2h" }, ADMIN).reply();
    expect(set.text).toContain("maintenance from");
    await first.stop();

    const { dataDir } = first;
    startService({ env, dataDir });
    await discord.ready();
    await eventually(async () => {
      const status = await discord.slash("warnings", {}, ADMIN).reply();
      expect(status.text).toContain("maintenance: silent: maintenance, see /quiet");
    });
    expect(inDiscord(discord).filter(({ text }) => text.includes(TROUBLE))).toEqual([]);
    expect(inTelegram(telegram)).toEqual([]);

    discord.slash("quiet", { when: "off 1" }, ADMIN);
    await discordCard(discord);
    await telegramCard(telegram);
  });

  test("a second room hears only what nobody acknowledged in time", async () => {
    const { discord, telegram, env } = await openRooms();
    const { TELEGRAM_WARNING_CHATS: _, ...rest } = env;
    startService({ env: rest });
    await discordCard(discord);
    telegram.say("/warnings second 1m", { user: TELEGRAM_ADMIN, chat: GROUP });
    await eventually(() =>
      expect(JSON.stringify(inTelegram(telegram))).toContain("What nobody acknowledges comes here"),
    );
    const status = await discord.slash("warnings", {}, ADMIN).reply();
    expect(status.text).toContain("not-escalated: told here when nobody acknowledges it");
    expect(JSON.stringify(inTelegram(telegram))).not.toContain(TROUBLE);
  });
});
