import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../contracts/operator-shell.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { makeFolder } from "../unit/parts/link.ts";
import { startScript } from "./process.ts";
import { envOf, openDiscord, openTelegram, type Env } from "./service.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The bundle as it is published, in a folder with nothing else: whatever it needs of libraries is in it. */
const folder = makeFolder();
const bundle = join(folder.path, "dist");
const start = (args: readonly string[], env: Env, input?: string) =>
  startScript(join(bundle, "main.js"), args, env, folder.path, input);

beforeAll(() => {
  const rolldown = join(ROOT, "node_modules/rolldown/bin/cli.mjs");
  execFileSync(process.execPath, [rolldown, "-c", "rolldown.config.ts", "-d", bundle], { cwd: ROOT, stdio: "ignore" });
});
afterAll(() => folder[Symbol.dispose]());

test("it says of a gateway what the sources say, and holds its threads beside it", async () => {
  await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const asked = start(["status", "--json"], envOf(gateway));
  expect(await asked.end).toBe(1);
  const { gateways } = JSON.parse(asked.printed());
  const once = { "1h": 3 };
  expect(gateways).toMatchObject([{ link: "ready", answers: once, fallbacks: once, unauthorized: once }]);
  for (const thread of ["thread.js", "watchdog-thread.js"]) expect(existsSync(join(bundle, thread))).toBe(true);
});

test("it serves Discord and Telegram", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { telegram, env: telegramEnv } = await openTelegram();
  const { discord, env: discordEnv } = await openDiscord();
  const service = start(["run"], { ...envOf(gateway), ...telegramEnv, ...discordEnv });
  await eventually(() => {
    expect(telegram.callsOf("getUpdates").length).toBeGreaterThan(0);
    expect(discord.calls.some(({ method, path }) => method === "POST" && path.endsWith("/commands"))).toBe(true);
    expect(gateway.clients()).toBe(1);
  });
  service.kill("SIGTERM");
  expect(await service.end).toBe(0);
  expect(service.complained()).not.toMatch(/deprecated/i);
});

test.each(["ask", "chat", "demo", "pair", "doctor", "setup"])("it has its part of %s", async (name) => {
  const asked = start([name, "--no-such-option"], {}, "");
  await asked.end;
  expect(`${asked.printed()}${asked.complained()}`).not.toMatch(/cannot find|is not a function|unexpected/i);
});
