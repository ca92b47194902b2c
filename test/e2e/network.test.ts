import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startFakeProxy } from "../fakes/proxy.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { envOf, startService } from "./service.ts";

test("behind a proxy that alone knows the names, both chats are served: calls, Discord's socket and polls", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const [discord, telegram] = [await startFakeDiscord("fake-token", "socket.test:80"), await startFakeTelegram()];
  onTestFinished(async () => void (await Promise.all([discord.close(), telegram.close()])));
  const [discordPort, telegramPort] = [discord.url, telegram.url].map((url) => Number(new URL(url).port));
  await using proxy = await startFakeProxy({
    names: { "discord.test": discordPort ?? 0, "socket.test": discordPort ?? 0, "telegram.test": telegramPort ?? 0 },
    signIn: "fake-user:fake-password",
  });
  const service = startService({
    env: {
      ...envOf(gateway),
      ALL_PROXY: proxy.url.replace("//", "//fake-user:fake-password@"),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: "http://discord.test/api",
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: "http://telegram.test",
    },
  });
  await eventually(() => {
    expect(service.complained()).toContain("discord: ready");
    expect(discord.calls.map(({ method }) => method)).toContain("POST");
    expect(telegram.calls.map(({ path }) => path).join()).toContain("getUpdates");
  });
  expect(new Set(proxy.asked)).toEqual(new Set(["discord.test:80", "socket.test:80", "telegram.test:80"]));
  expect(await service.stop()).toBe(0);
  expect(service.complained()).not.toContain("fake-password");
});

test("a proxy that is not there is named, and not taken for a chat that is away", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const service = startService({
    env: {
      ...envOf(gateway),
      ALL_PROXY: "http://127.0.0.1:1",
      DISCORD_TOKEN: "fake-token",
      DISCORD_API_URL: "http://discord.test/api",
      TELEGRAM_TOKEN: "1:fake-token",
      TELEGRAM_API_URL: "http://telegram.test",
    },
  });
  await eventually(() => {
    expect(service.complained()).toMatch(/discord: .*the proxy 127\.0\.0\.1:1 cannot be used/);
    expect(service.complained()).toMatch(/Telegram cannot be reached: the proxy 127\.0\.0\.1:1 cannot be used/);
  });
});
