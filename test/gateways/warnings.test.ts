import { describe, expect, test, type TestContext } from "vitest";
import { openDiscord, openTelegram, startService, GROUP, envOf } from "../e2e/service.ts";
import type { FakeDiscord } from "../fakes/discord/server.ts";
import { discordCard, telegramCard, textOf } from "../contracts/warnings-setup.ts";
import { startRig, type Rig } from "./rig/rig.ts";
import type { Scenario } from "./rig/scenario.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";
import { overrideScope401 } from "./rig/scenarios/override-scope-401.ts";
import { waitUntil } from "./rig/wait.ts";

/** What the card says first, and the cause it names. */
const CASES: readonly (readonly [string, Scenario, string, string])[] = [
  [
    "2026.3.2",
    issue38706,
    "main: gpt-5.3-codex answers instead of gpt-5.4",
    "ChatGPT sign-in is sent over the wrong transport",
  ],
  [
    "2026.9.6",
    overrideScope401,
    "main: gpt-5.6-luna answers instead of gpt-5.6-terra",
    "A leftover provider override blocks the ChatGPT login",
  ],
];

/** Messages nobody asked for. */
const warnings = (discord: FakeDiscord) => discord.messages.filter((one) => one.interaction === undefined);

/** How long after the provider's first 401 the first message was on the wire, in milliseconds. */
async function timeFirstMessage(rig: Rig, discord: FakeDiscord): Promise<number> {
  const seen = waitUntil(() => warnings(discord).length > 0, { everyMs: 5, limitMs: 60_000 }).then(() => Date.now());
  await rig.send(1);
  const first = rig.truth().attempts.find(({ status }) => status === 401);
  return (await seen) - Date.parse(first?.at ?? "");
}

describe.each(CASES)("OpenClaw %s", (version, scenario, headline, cause) => {
  test("the first 401 at the provider becomes one message in each room", async ({ annotate }: TestContext) => {
    await using rig = await startRig({ version, scenario });
    const { discord, env: discordEnv } = await openDiscord();
    const { telegram, env: telegramEnv } = await openTelegram();
    const rooms = { DISCORD_WARNING_CHANNELS: discord.channel, TELEGRAM_WARNING_CHATS: `${GROUP}` };
    const service = startService({ env: { ...envOf(rig), ...rooms, ...discordEnv, ...telegramEnv } });
    await discord.ready();
    const status = async (): Promise<string> => (await discord.slash("model-status").reply()).text;
    const isRead = await waitUntil(async () => (await status()).includes("gpt-5"), { everyMs: 500, limitMs: 90_000 });

    expect(isRead).toBe(true);
    expect(warnings(discord)).toEqual([]);
    await annotate(`first message ${await timeFirstMessage(rig, discord)} ms after the first 401`);
    // The 401 is told before the fallback has answered; then the same card says who did.
    const cards = [(await discordCard(discord, headline)).text, textOf(await telegramCard(telegram, headline))];
    for (const card of cards) {
      expect(card.split("\n")[0]).toContain(headline);
      expect(card).toContain(cause);
      expect(card).toContain("1 × 401");
    }
    expect(warnings(discord)).toHaveLength(1);
    await service.stop();
  });
});
