import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { userInfo } from "node:os";
import { join } from "node:path";
import { startFakeDiscord } from "../../fakes/discord/server.ts";
import { startFakeGateway } from "../../fakes/gateway.ts";
import { story } from "../../fakes/hostile-gateways.ts";
import { startFakeTelegram } from "../../fakes/telegram/server.ts";
import { startToldGateway } from "../../fakes/told-gateway.ts";
import { onTestFinished } from "../../parts/ending.ts";
import type { Env } from "../service.ts";

/** A host as it is at night: settings, perhaps files, and whoever runs doctor there. */
export interface Night {
  readonly env?: Env;
  readonly uid?: number;
}

export interface Situation {
  readonly what: string;
  /** Makes it in a folder that is empty but for `data`. */
  readonly make: (folder: string) => Promise<Night> | Night;
  /** What failed and why, and what to do with the exact command: one line and the line after it. */
  readonly says: RegExp;
  readonly exit: 0 | 1 | 2;
  /** Why it cannot be made on this host; left out where it can. */
  readonly impossible?: string | undefined;
  /** How many problems there are: one fault is one problem. */
  readonly problems?: number;
}

const ADMIN = "200000000000000001";
export const IS_ROOT = userInfo().uid === 0;
export const AT = String.raw`127\.0\.0\.1:\d+`;

export async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

export const gatewayAt = (url: string, token = "fake-gateway-token"): Env => ({
  OPENCLAW_GATEWAY_URL: url,
  OPENCLAW_GATEWAY_TOKEN: token,
});

export async function well(): Promise<Env> {
  const gateway = await startFakeGateway("2026.9.6", "healthy");
  onTestFinished(async () => gateway[Symbol.asyncDispose]());
  return gatewayAt(gateway.url, gateway.token);
}

export async function refusing(message: string, details: object): Promise<Night> {
  const gateway = await startToldGateway({ ...story(), refuses: { message, details } });
  onTestFinished(async () => gateway[Symbol.asyncDispose]());
  return { env: gatewayAt(gateway.url) };
}

export async function withDiscord(
  make: (discord: Awaited<ReturnType<typeof startFakeDiscord>>) => Env,
): Promise<Night> {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  const own = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, DISCORD_ADMINS: ADMIN };
  return { env: { ...(await well()), ...own, ...make(discord) } };
}

export async function withTelegram(
  make: (telegram: Awaited<ReturnType<typeof startFakeTelegram>>) => Env,
): Promise<Night> {
  const telegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  telegram.start(4);
  const own = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url, TELEGRAM_ADMINS: "4" };
  return { env: { ...(await well()), ...own, ...make(telegram) } };
}

/** What stands before a service and tells another time. */
export const atAnotherTime = (url: string, hours: number): Promise<string> =>
  listen((request, response) => {
    const answer = async (): Promise<void> => {
      const asked = await fetch(`${url}${request.url ?? ""}`);
      response.setHeader("date", new Date(Date.now() + hours * 3_600_000).toUTCString());
      response.writeHead(asked.status, { "content-type": "application/json" });
      response.end(await asked.text());
    };
    answer().catch(() => response.destroy());
  });

export async function writeSettings(folder: string, mode: number): Promise<Night> {
  const path = join(folder, ".env");
  const lines = Object.entries(await well()).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(path, lines.join(""));
  chmodSync(path, mode);
  return {};
}
