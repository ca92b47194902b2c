import { describe, expect, it } from "vitest";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { loadRecordings, startFakeGateway } from "../fakes/gateway.ts";
import { ADMIN, envOf, GROUP, openDiscord, openTelegram, startService, written } from "./service.ts";

const { recording } = loadRecordings("2026.9.6", "stale-override-local");
const TITLE = "A leftover provider override blocks the ChatGPT login";
/** What must not be said in a room: whose session it was, which login, and the gateway's own words. */
const DETAIL = [recording.session.key, recording.session.id, "No route-compatible", "fake-gateway-token"];

describe("a warning", () => {
  it("comes by itself into both chats, once, over a restart, and is edited when it is over", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const { discord, env } = await openDiscord();
    const { telegram, env: telegramEnv } = await openTelegram();
    const rooms = { DISCORD_WARNING_CHANNELS: discord.channel, TELEGRAM_WARNING_CHATS: String(GROUP) };
    const options = { env: { ...env, ...telegramEnv, ...rooms, ...envOf(gateway) }, dataDir: makeFolder() };
    const posted = () => discord.messages.filter(({ interaction, text }) => !interaction && text.includes(TITLE));

    const first = startService(options);
    const card = await eventually(() => {
      expect(posted()).toHaveLength(1);
      return posted()[0];
    });
    expect(card?.ephemeral).toBe(false);
    await written(telegram, TITLE, GROUP);
    await first.stop();

    startService(options);
    await discord.ready();
    discord.slash("fix-codex", {}, ADMIN);
    const plan = await eventually(() => {
      const found = discord.messages.find(({ text }) => text.includes("can confirm this"));
      expect(found).toBeDefined();
      return found;
    });
    if (plan) discord.press(plan, "Confirm", ADMIN);
    await eventually(() => expect(discord.messages.some(({ text }) => text.startsWith("Fixed"))).toBe(true));
    await gateway.playTurn();
    await gateway.playTurn();
    await eventually(() => expect(card?.text).toMatch(/Resolved after/));
    await written(telegram, "Resolved after", GROUP);
    expect(telegram.written(GROUP).filter(({ text }) => text?.includes("Resolved after"))).toHaveLength(1);
    for (const { body } of [...discord.calls, ...telegram.calls]) {
      const said = JSON.stringify(body ?? null);
      expect(DETAIL.filter((word) => said.includes(word))).toEqual([]);
    }
  });
});
