import { describe, expect, it } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { ADMIN, envOf, openDiscord, startService } from "./service.ts";

describe("a gateway that is away", () => {
  it("for a restart that it announced, or that our own write causes, is no alarm; one that goes without a word is", async () => {
    await using announcing = await startFakeGateway("2026.9.6", "healthy");
    await using repaired = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "never" });
    await using silent = await startFakeGateway("2026.9.6", "healthy");
    const { discord, env } = await openDiscord();
    const gateways = { announcing, repaired, silent };
    startService({
      env: {
        ...env,
        ...envOf(gateways),
        DISCORD_WARNING_CHANNELS: discord.channel,
        COMPANION_WARNING_RULES: JSON.stringify({ "gateway-away": { after: 100 } }),
      },
    });
    await discord.ready();
    const read = (one: typeof silent): boolean => one.requests.some(({ method }) => method === "chat.history");
    await eventually(() => expect(Object.values(gateways).map(read)).toEqual([true, true, true]));

    discord.slash("fix-codex", { gateway: "repaired" }, ADMIN);
    const plan = await eventually(() => {
      const found = discord.messages.find(({ text }) => text.includes("can confirm this"));
      expect(found).toBeDefined();
      return found;
    });
    if (plan) discord.press(plan, "Confirm", ADMIN);
    await eventually(() => expect(repaired.requests.some(({ method }) => method === "config.patch")).toBe(true));
    // It goes without the words of a restart: that it was to come is known from the answer to the write.
    repaired.drop();
    await repaired.refuse();
    announcing.restart();
    await announcing.refuse();
    silent.drop();
    await silent.refuse();

    const away = () => discord.messages.filter(({ text }) => /unreachable|is away/i.test(text)).map(({ text }) => text);
    await eventually(() => expect(away()).toHaveLength(1));
    expect(away()[0]).toContain("silent");
    expect(away().filter((text) => /announcing|repaired/.test(text))).toEqual([]);
  });
});
