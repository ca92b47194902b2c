import { expect, vi } from "vitest";
import type { EmbeddedGateway } from "../../../fake-gateway/gateway.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { inDiscord, inTelegram, textOf, TROUBLE } from "../../contracts/warnings-setup.ts";
import type { FakeDiscord } from "../../fakes/discord/server.ts";
import type { FakeMessage } from "../../fakes/discord/types.ts";
import { startFakeGateway } from "../../fakes/gateway.ts";
import type { FakeTelegram } from "../../fakes/telegram/server.ts";
import { startFakeReceiver, type FakeReceiver } from "../../fakes/webhook.ts";
import { startProcess, type Process } from "../process.ts";
import { ADMIN, envOf, GROUP, openDiscord, openTelegram, TELEGRAM_GUEST, type Env } from "../service.ts";
import { onTestFinished } from "../../parts/ending.ts";

/** A gateway that falls back without a word, the program beside it as a process, and a room in every chat. */
export interface Stage {
  readonly gateway: EmbeddedGateway;
  readonly discord: FakeDiscord;
  readonly telegram: FakeTelegram;
  readonly receiver: FakeReceiver;
  readonly folder: string;
  /** What the next start is given. */
  env: Env;
  program: Process | null;
  /** What lifts the faults that stand. */
  lifts: readonly (() => void)[];
}

export type Step = (stage: Stage) => unknown;

export async function openStage(): Promise<Stage> {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  onTestFinished(() => gateway.close());
  const { discord, env: discordEnv } = await openDiscord();
  const { telegram, env: telegramEnv } = await openTelegram();
  const receiver = await startFakeReceiver();
  onTestFinished(() => receiver.close());
  const env = {
    ...envOf(gateway),
    ...discordEnv,
    ...telegramEnv,
    DISCORD_WARNING_CHANNELS: discord.channel,
    TELEGRAM_WARNING_CHATS: String(GROUP),
    WEBHOOK_URLS: `${receiver.url}/hook`,
    LOG_LEVEL: "info",
  };
  return { gateway, discord, telegram, receiver, folder: makeFolder(), env, program: null, lifts: [] };
}

/** Takes step after step; what fails says what the program logged. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<void> {
  try {
    for (const step of steps) await step(stage);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nIts log ends:\n${stage.program?.complained().slice(-4_000) ?? ""}`, { cause: error });
  }
}

/** Waits, also for what is tried again after a minute. */
export const sooner = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: 90_000, interval: 50 });

export function startProgram(stage: Stage, folder = stage.folder): Process {
  return startProcess(["run"], stage.env, folder);
}

/** Every message that stands in the rooms now and that nobody asked for. */
export function standing({ discord, telegram, receiver }: Stage): Readonly<Record<string, readonly string[]>> {
  const own = inDiscord(discord).filter((one) => one.channelId === discord.channel && one.interaction === undefined);
  return {
    discord: own.map(({ text }) => text),
    telegram: inTelegram(telegram).map(textOf),
    webhook: receiver.alerts().map(({ status, annotations }) => [status, ...Object.values(annotations)].join("\n")),
  };
}

/** The warning itself, among answers that speak of the same. */
export function warningIn(discord: FakeDiscord): FakeMessage {
  const card = inDiscord(discord).find(({ interaction, text }) => interaction === undefined && text.includes(TROUBLE));
  if (card === undefined) throw new Error("no warning stands in Discord");
  return card;
}

const countIn = (texts: readonly string[] | undefined, words: string | RegExp): number =>
  (texts ?? []).filter((text) => (typeof words === "string" ? text.includes(words) : words.test(text))).length;

export const count = (stage: Stage, place: string, words: string | RegExp): number =>
  countIn(standing(stage)[place], words);

/**
 * However it went: every room has its warning once, nothing stands there twice, the program lives, takes a decision of
 * a person into every room, and answers once in every chat. Resolves to what it ends with when it is told to.
 */
export async function endWell(stage: Stage): Promise<number | string | undefined> {
  for (const lift of stage.lifts) lift();
  const { discord, telegram, program } = stage;
  for (const place of ["discord", "telegram", "webhook"])
    await sooner(() => expect(`${place} ${count(stage, place, TROUBLE)}\n${said(stage)}`).toContain(`${place} 1\n`));
  await sooner(() => expect(discord.gateway.ready()).toBe(true));
  await discord.press(warningIn(discord), "Acknowledge", ADMIN).reply();
  for (const place of ["discord", "telegram"]) await sooner(() => expect(count(stage, place, ACKNOWLEDGED)).toBe(1));
  const before = telegram.written(TELEGRAM_GUEST).length;
  telegram.say("/model_status", { user: TELEGRAM_GUEST });
  await sooner(() => expect(telegram.written(TELEGRAM_GUEST).length).toBe(before + 1));
  const all = standing(stage);
  for (const [place, texts] of Object.entries(all))
    expect([place, texts.filter((text, at) => texts.indexOf(text) !== at)]).toEqual([place, []]);
  for (const place of ["discord", "telegram", "webhook"])
    expect([place, count(stage, place, TROUBLE)]).toEqual([place, 1]);
  program?.kill("SIGTERM");
  return program?.end;
}

const said = (stage: Stage): string =>
  `${JSON.stringify(standing(stage))}\n${stage.program?.complained().slice(-3_000)}`;

const ACKNOWLEDGED = new RegExp(`${TROUBLE}[^]*Acknowledged by \\W*Ada`);
