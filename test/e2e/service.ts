import { expect } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { startFakeDiscord, type FakeDiscord } from "../fakes/discord/server.ts";
import { startFakeTelegram, type FakeTelegram } from "../fakes/telegram/server.ts";
import { judgeDiscord, judgeDiscordAnswers, judgeTelegram } from "../contracts/judge.ts";
import { eventually, openShell, type Operator, type ShellOptions } from "../contracts/operator-shell.ts";
import { onTestFinished } from "../parts/ending.ts";

export type Env = Readonly<Record<string, string>>;

export const ADMIN = { id: "200000000000000001", name: "Ada" };
export const OTHER_ADMIN = { id: "200000000000000002", name: "Otto" };
export const GUEST = { id: "200000000000000009", name: "Gus" };
/** The same people in Telegram. */
export const TELEGRAM_ADMIN = 1_001;
export const TELEGRAM_OTHER_ADMIN = 1_002;
export const TELEGRAM_GUEST = 2_002;
export const GROUP = -1_001_234_567_890;

export interface Service extends Operator {
  /** Stops it as a signal would; resolves to the exit code. */
  stop(): Promise<number>;
}

/** The whole companion as `run` serves it, over real sockets; ends with the test. */
export function startService(options: ShellOptions): Service {
  const operator = openShell(options);
  const exit = run.run(operator.shell);
  exit.catch(() => {});
  const stop = (): Promise<number> => {
    operator.interrupt();
    return exit;
  };
  onTestFinished(async () => void (await stop().catch(() => {})));
  return { ...operator, stop };
}

type Reachable = Pick<EmbeddedGateway, "url" | "token">;

/** One gateway as `main`, or several under their names. */
export const envOf = (gateways: Reachable | Readonly<Record<string, Reachable>>): Env => {
  const named = isOne(gateways) ? { main: gateways } : gateways;
  const rows = Object.entries(named).map(([name, { url, token }]) => ({ name, url, token }));
  return { OPENCLAW_GATEWAYS: JSON.stringify(rows) };
};

const isOne = (gateways: Reachable | Readonly<Record<string, Reachable>>): gateways is Reachable =>
  typeof gateways["url"] === "string";

/** A stand-in whose every call is judged by Discord's own document when the test is over. */
export async function openDiscord(): Promise<{ readonly discord: FakeDiscord; readonly env: Env }> {
  const discord = await startFakeDiscord();
  onTestFinished(async () => {
    await discord.close();
    expect(discord.calls.length).toBeGreaterThan(0);
    judgeDiscord(discord.calls);
    const answered = discord.calls.flatMap(({ method, path, status, answer }) =>
      status === undefined ? [] : [{ method, path, status, body: answer }],
    );
    judgeDiscordAnswers(answered);
  });
  const admins = `${ADMIN.id},${OTHER_ADMIN.id}`;
  return { discord, env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, DISCORD_ADMINS: admins } };
}

/** As {@link openDiscord}. All of them have opened the bot. */
export async function openTelegram(): Promise<{ readonly telegram: FakeTelegram; readonly env: Env }> {
  const telegram = await startFakeTelegram();
  for (const user of [TELEGRAM_ADMIN, TELEGRAM_OTHER_ADMIN, TELEGRAM_GUEST]) telegram.start(user);
  onTestFinished(async () => {
    await telegram.close();
    expect(telegram.calls.length).toBeGreaterThan(0);
    judgeTelegram(telegram.calls);
  });
  const admins = `${TELEGRAM_ADMIN},${TELEGRAM_OTHER_ADMIN}`;
  const env = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url, TELEGRAM_ADMINS: admins };
  return {
    telegram,
    env: {
      ...env,
      COMPANION_AUDIENCE: [GROUP, TELEGRAM_GUEST, TELEGRAM_ADMIN].map((chat) => `telegram:${chat}`).join(","),
    },
  };
}

/** Waits until the companion asks for what people write, once more than `before` times. */
export const polled = (telegram: FakeTelegram, before = 0): Promise<void> =>
  eventually(() => expect(telegram.callsOf("getUpdates").length).toBeGreaterThan(before));

/** The bot's newest message of a chat that holds these words, once it is there. */
export const written = (telegram: FakeTelegram, words: string | RegExp, chat?: number, timeout?: number) =>
  eventually(() => {
    const found = telegram
      .written(chat)
      .findLast((message) => new RegExp(words).test(message.text ?? message.caption ?? ""));
    if (found === undefined)
      throw new Error(`not written: ${String(words)}; but ${JSON.stringify(telegram.written())}`);
    return found;
  }, timeout);
