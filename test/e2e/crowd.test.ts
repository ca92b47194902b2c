import { expect, it } from "vitest";
import { ALLOWANCES } from "../../src/answer/limits.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startProcess } from "./process.ts";
import { ADMIN, envOf, openDiscord } from "./service.ts";

const CROWD = 300;

// How long that takes, and how much memory: `node bench/crowd.ts`.
it.each([
  ["in one channel", () => ({})],
  [
    "each in a channel of their own",
    (index: number) => ({ channel: String(400_000_000_000_000_000n + BigInt(index)) }),
  ],
])("300 people who ask for a picture at once, %s, delay no admin and are not all answered", async (_where, at) => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const { discord, env } = await openDiscord();
  const run = startProcess([], { ...env, ...envOf(gateway) }, makeFolder());
  await discord.ready();
  const heard = (id: string): boolean =>
    discord.calls.some(({ path, status }) => path.includes(`/interactions/${id}/`) && status !== undefined);
  const crowd = Array.from({ length: CROWD }, (_, index) =>
    discord.slash(
      "model-history",
      {},
      { id: String(300_000_000_000_000_000n + BigInt(index)), name: `P${index}`, ...at(index) },
    ),
  );
  const admin = discord.slash("model-status", {}, ADMIN);
  expect((await admin.reply()).text).toContain("instead of");
  await eventually(() =>
    expect(crowd.some((one) => one.replies().some(({ text }) => text.includes("Answers by model")))).toBe(true),
  );
  // What comes in later than the first moment finds a little room again.
  const { everybody, tellingEverybody } = ALLOWANCES;
  expect(crowd.filter(({ id }) => heard(id)).length).toBeLessThan(2 * (everybody.atOnce + tellingEverybody.atOnce));
  run.kill("SIGTERM");
  expect(await run.end).toBe(0);
  expect(run.complained()).not.toMatch(/10062|too many pictures/);
});
