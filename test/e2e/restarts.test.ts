import { describe, expect, it, vi } from "vitest";
import { startFakeGateway } from "../fakes/gateway.ts";
import type { FakeDiscord } from "../fakes/discord/server.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { envOf, GUEST, openDiscord, startService } from "./service.ts";

/** The rows of the card's table, which shows no zeros: `answers` → `3 3 3`. */
async function askFigures(discord: FakeDiscord): Promise<Readonly<Record<string, string>>> {
  const { text } = await discord.slash("model-status", {}, GUEST).reply();
  const rows = text.matchAll(/^(answers|fallbacks|401s|blocked by the gateway|no answer) +(\d.*)$/gm);
  return Object.fromEntries([...rows].map(([, name, figures]) => [name, figures?.replaceAll(/ +/g, " ")]));
}

/** As often as one person is answered. */
const calmly = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 2_000 });

const allOf = (count: number): string => `${count} ${count} ${count}`;
const toFigures = (turns: number) => ({
  answers: allOf(turns),
  fallbacks: allOf(turns),
  "401s": allOf(turns),
});

describe("figures over restarts", () => {
  it("stay exact when the gateway restarts in the middle, and when its connection is cut", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    startService({ env: { ...env, ...envOf(gateway) } });
    await discord.ready();
    await calmly(async () => expect(await askFigures(discord)).toEqual(toFigures(3)));

    await gateway.playTurn();
    gateway.restart();
    await gateway.playTurn();
    await calmly(async () => expect(await askFigures(discord)).toEqual(toFigures(5)));

    gateway.drop();
    await gateway.playTurn();
    await calmly(async () => expect(await askFigures(discord)).toEqual(toFigures(6)));
  });

  it("are the same after the companion was restarted, and hold what happened while it was away", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    const options = { env: { ...env, ...envOf(gateway) }, dataDir: makeFolder() };
    const first = startService(options);
    await discord.ready();
    await gateway.playTurn();
    await calmly(async () => expect(await askFigures(discord)).toEqual(toFigures(4)));
    expect(await first.stop()).toBe(0);
    expect(gateway.clients()).toBe(0);

    await gateway.playTurn();
    await gateway.playTurn();
    const { identified } = discord.gateway.counts;
    startService(options);
    await eventually(() => expect(discord.gateway.counts.identified).toBe(identified + 1));
    await calmly(async () => expect(await askFigures(discord)).toEqual(toFigures(6)));
  });
});
