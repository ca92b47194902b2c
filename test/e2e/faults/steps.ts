import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { textOf, TROUBLE } from "../../contracts/warnings-setup.ts";
import type { Effect } from "../../fakes/discord/types.ts";
import { failure } from "../../fakes/discord/faults.ts";
import { apiGuild } from "../../fakes/discord/shapes.ts";
import type { FaultKind } from "../../fakes/telegram/faults.ts";
import type { Effect as ReceiverEffect } from "../../fakes/webhook.ts";
import { ADMIN, GROUP, GUEST, TELEGRAM_ADMIN, TELEGRAM_GUEST } from "../service.ts";
import { count, sooner, standing, startProgram, warningIn, type Stage, type Step } from "./stage.ts";
import { onTestFinished } from "../../parts/ending.ts";

export const POSTS = /POST .*\/messages$/;
export const CALLBACKS = /POST .*\/callback$/;
const HOUR = 3_600_000;

type Place = "discord" | "telegram" | "webhook";

export const start: Step = async (stage) => {
  stage.program = startProgram(stage);
  for (const words of ["telegram: connected", "discord: ready"]) await logged(words)(stage);
};

/** Without waiting for anything. */
export const begin: Step = (stage) => {
  stage.program = startProgram(stage);
};

export const stop: Step = async ({ program }) => {
  program?.kill("SIGTERM");
  expect(await program?.end).toBe(0);
};

export const kill: Step = async ({ program }) => {
  program?.kill("SIGKILL");
  await program?.end;
};

export const wait =
  (seconds: number): Step =>
  () =>
    pause(seconds * 1_000);

const keep = (stage: Stage, lift: () => void): void => {
  stage.lifts = [...stage.lifts, lift];
};

export const discordDoes =
  (effect: Effect, pattern = POSTS, times = Infinity): Step =>
  (stage) =>
    keep(stage, stage.discord.fault(pattern, effect, times).end);

export const discordRefuses = (status: number, code: number, times = Infinity): Step =>
  discordDoes(failure(status, code, "Fake refusal"), POSTS, times);

export const telegramDoes =
  (fault: FaultKind, method = "sendMessage", times = Infinity): Step =>
  (stage) =>
    keep(stage, stage.telegram.fault(method, fault, times));

export const receiverDoes =
  (effect: ReceiverEffect, times = Infinity): Step =>
  (stage) =>
    keep(stage, stage.receiver.fault(effect, times));

/** All faults are over; nothing tells the program so. */
export const lift: Step = (stage) => {
  for (const one of stage.lifts) one();
};

export const offline: Step = ({ discord }) => discord.offline();
export const online: Step = ({ discord }) => discord.online();

export const warned =
  (...places: readonly Place[]): Step =>
  async (stage) => {
    for (const place of places) await sooner(() => expect(count(stage, place, TROUBLE)).toBe(1));
  };

/** Somewhere stands a message with these words; exactly one. */
export const told =
  (place: Place, words: string | RegExp): Step =>
  (stage) =>
    sooner(() =>
      expect([place, count(stage, place, words), standing(stage)[place]]).toEqual([place, 1, expect.anything()]),
    );

export const notTold =
  (place: Place, words: string | RegExp): Step =>
  (stage) =>
    expect([place, count(stage, place, words)]).toEqual([place, 0]);

export const logged =
  (words: string): Step =>
  ({ program }) =>
    sooner(() => expect(program?.complained()).toContain(words));

/** The channel's rights were changed, the bot was let in again. */
export const channelChanges: Step = ({ discord }) =>
  discord.gateway.dispatch("CHANNEL_UPDATE", {
    id: discord.channel,
    type: 0,
    guild_id: discord.guildId,
    name: "ops",
    position: 0,
    flags: 0,
    permission_overwrites: [],
  });
export const serverLetsIn: Step = ({ discord }) => discord.gateway.dispatch("GUILD_CREATE", apiGuild(discord.world));
export const groupLetsIn: Step = ({ telegram }) => {
  const chat = { id: GROUP, type: "supergroup", title: "Ops" };
  const member = (status: string) => ({ user: telegram.bot, status });
  telegram.deliver({
    my_chat_member: {
      chat,
      from: { id: TELEGRAM_ADMIN, is_bot: false, first_name: "Ada" },
      date: Math.floor(Date.now() / 1_000),
      old_chat_member: { ...member("kicked"), until_date: 0 },
      new_chat_member: member("member"),
    },
  });
};

/** A question whose answer is awaited, and stands once. */
export const asksDiscord: Step = async ({ discord, program }) => {
  const asked = discord.slash("model-status", {}, GUEST);
  await sooner(() => expect([asked.replies().length, program?.complained()]).toEqual([1, expect.anything()]));
};

export const asksTelegram: Step = async ({ telegram }) => {
  const before = telegram.written(TELEGRAM_GUEST).length;
  telegram.say("/model_status", { user: TELEGRAM_GUEST });
  await sooner(() => expect(telegram.written(TELEGRAM_GUEST)).toHaveLength(before + 1));
};

/** An admin presses a button of the warning, and is answered once. */
export const presses =
  (label: string, words: string, ago = 0): Step =>
  async ({ discord }) => {
    const card = warningIn(discord);
    const at = ago === 0 ? {} : { at: Date.now() - ago * HOUR };
    const pressed = discord.press(card, label, { ...ADMIN, ...at });
    const seen = () => [...pressed.replies(), ...discord.messages].filter(({ text }) => text.includes(words));
    await sooner(() => expect(new Set(seen().map(({ id }) => id)).size).toBe(1));
  };

/** Commands that an admin sent hours ago, while nobody listened. */
export const oldMessages =
  (texts: readonly string[], hours: number): Step =>
  ({ telegram }) => {
    for (const text of texts) telegram.say(text, { user: TELEGRAM_ADMIN, ago: hours * 3_600 });
  };

export const offersOnce: Step = async ({ telegram }) => {
  await sooner(() => expect(telegram.written(TELEGRAM_ADMIN).map(textOf)).toEqual([expect.stringContaining("away")]));
};

/** Every session is closed with this code for so long. */
export const closesSessions =
  (code: number, seconds: number): Step =>
  ({ discord }) => {
    discord.gateway.mood.closing = code;
    setTimeout(() => (discord.gateway.mood.closing = undefined), seconds * 1_000);
  };

export const identifiedAtMost =
  (most: number): Step =>
  async ({ discord }) => {
    await sooner(() => expect(discord.gateway.ready() && discord.gateway.mood.closing === undefined).toBe(true));
    expect(discord.gateway.counts.identified).toBeLessThanOrEqual(most);
  };

const warns =
  (chat: string): Step =>
  (stage) => {
    stage.env = { ...stage.env, TELEGRAM_WARNING_CHATS: chat };
  };
export const inTopic = (topic: number): Step => warns(`${GROUP}:${topic}`);
export const inGroup = (chat: number): Step => warns(String(chat));
export const closeTopic =
  (topic: number): Step =>
  ({ telegram }) =>
    telegram.closeTopic(GROUP, topic);
export const reopenTopic =
  (topic: number): Step =>
  ({ telegram }) =>
    telegram.reopenTopic(GROUP, topic);

/** A test alert goes where warnings are wanted, not where the last one had to stand. */
export const testArrivesIn =
  (topic: number): Step =>
  async ({ discord, telegram }) => {
    discord.slash("warnings", { action: "test" }, ADMIN);
    await sooner(() =>
      expect(
        telegram.written(GROUP).filter((one) => one.message_thread_id === topic && textOf(one).includes("Test alert")),
      ).toHaveLength(1),
    );
  };

export const warnedIn =
  (chat: number): Step =>
  ({ telegram }) =>
    sooner(() => expect(telegram.written(chat).filter((one) => textOf(one).includes(TROUBLE))).toHaveLength(1));

export const upgrades =
  (from: number, to: number): Step =>
  ({ telegram }) =>
    telegram.upgrade(from, to);

/** Something about the incident changes, so that every card is told anew. */
export const restates: Step = async ({ discord }) => {
  await discord.slash("warnings", { action: "mute", for: "1h" }, ADMIN).reply();
};

export const setsWebhook: Step = async ({ telegram, program }) => {
  telegram.setWebhook("https://other.example/hook");
  await sooner(() => expect(program?.complained()).toContain("webhook"));
};

export const restartsGateway: Step = ({ gateway }) => gateway.restart();

/** Somebody else fetches the bot's messages again and again. */
export const anotherPolls: Step = (stage) => {
  const end = new AbortController();
  keep(stage, () => end.abort());
  const { url, token } = stage.telegram;
  const poll = async (): Promise<void> => {
    while (!end.signal.aborted) {
      await fetch(`${url}/bot${token}/getUpdates?timeout=25`, { signal: end.signal }).catch(() => {});
      await pause(500, undefined, { signal: end.signal }).catch(() => {});
    }
  };
  void poll();
};

export const asksInVain: Step = ({ discord }) => void discord.slash("model-status", {}, GUEST);

/** The data folder lies on a file system of two megabytes, which only root may mount. */
export const smallDisk: Step = ({ folder }) => {
  const data = join(folder, "data");
  mkdirSync(data);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", data]);
  if (status === 0) onTestFinished(() => void spawnSync("umount", ["-l", data]));
};

/** Where no file system could be mounted, nothing is filled, and the script tells of a disk with room. */
export const fillDisk: Step = (stage) => {
  const data = join(stage.folder, "data");
  if (statfsSync(data).blocks * statfsSync(data).bsize > 8 * 1024 * 1024) return;
  const filler = join(data, "filler");
  const fill = (): void => {
    for (let count = 0; count < 1_000; count += 1) appendFileSync(filler, Buffer.alloc(4_096));
  };
  expect(fill).toThrow("ENOSPC");
};

export const freeDisk: Step = ({ folder }) => rmSync(join(folder, "data", "filler"), { force: true });

/** Health checks and metrics are asked for; where they are is said in the log. */
export const serves: Step = (stage) => {
  stage.env = { ...stage.env, COMPANION_HTTP: "127.0.0.1:0" };
};

const fetchOwn = async ({ program }: Stage, path: string): Promise<string> => {
  const url = /"url":"(http:[^"]+)"/.exec(program?.complained() ?? "")?.[1] ?? "";
  const reply = await fetch(`${url}${path}`);
  return `${reply.status} ${await reply.text()}`;
};

export const reads =
  (path: string, words: RegExp): Step =>
  (stage) =>
    sooner(async () => expect(await fetchOwn(stage, path)).toMatch(words));

const tokenFile = ({ folder }: Stage): string => join(folder, "telegram-token");

/** Telegram's token comes from a file, and is a wrong one. */
export const wrongToken: Step = (stage) => {
  const { TELEGRAM_TOKEN: _, ...rest } = stage.env;
  stage.env = { ...rest, TELEGRAM_TOKEN_FILE: tokenFile(stage) };
  writeFileSync(tokenFile(stage), "4242:FAKE-TOKEN-THAT-IS-WRONG-0000000000", { mode: 0o600 });
};
export const rightToken: Step = (stage) => writeFileSync(tokenFile(stage), stage.telegram.token);
