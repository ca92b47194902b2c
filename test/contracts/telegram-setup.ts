import { onTestFinished } from "vitest";
import type { CallbackStore } from "../../src/core/callbacks.ts";
import type { Card } from "../../src/core/card.ts";
import type { CommandCall, CommandReply, CommandSummary } from "../../src/core/command.ts";
import type { Log } from "../../src/core/log.ts";
import type { ChatPlatform, PlatformMemory } from "../../src/core/platform.ts";
import type { Clock } from "../../src/core/time.ts";
import { createTelegram } from "../../src/platforms/telegram/adapter.ts";
import { toAnswer } from "../fakes/answering.ts";
import { startFakeTelegram, type FakeTelegram } from "../fakes/telegram/server.ts";
import { judgeTelegram } from "./judge.ts";

export const NOW = Date.UTC(2026, 2, 7, 9, 12, 0);
export const ADMIN = 1_001;
export const GUEST = 2_002;
export const GROUP = -1_001_234_567_890;

const COMMANDS: readonly CommandSummary[] = [
  {
    name: "model-status",
    summary: "Which model really answers",
    access: "everyone",
    options: { agent: { description: "Agent" }, window: { description: "1h, 24h or 7d" } },
  },
  {
    name: "fix-codex",
    summary: "Repair the provider route",
    access: "admin",
    options: { plan: { description: "Plan" } },
  },
];

export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const image = { kind: "image", png: PNG, alt: "Fallbacks a day" } as const;

export const card = (title: string, rest: Partial<Card> = {}): Card => ({ tone: "good", title, blocks: [], ...rest });
export const publicReply = (title: string, rest: Partial<CommandReply> = {}): CommandReply => ({
  card: card(title),
  visibility: "public",
  ...rest,
});

interface LoggedLine {
  readonly level: keyof Log;
  readonly fields: object;
  readonly message: string;
}

export interface Setup {
  readonly fake: FakeTelegram;
  readonly telegram: ChatPlatform;
  /** Calls as the platform handed them over. */
  readonly asked: readonly CommandCall[];
  readonly logged: readonly LoggedLine[];
  /** Settles when `serve` does. */
  readonly serving: Promise<void>;
  stop(): Promise<void>;
}

export interface SetupOptions {
  readonly answer?: (call: CommandCall) => Promise<CommandReply>;
  readonly commands?: readonly CommandSummary[];
  readonly clock?: Clock;
  readonly fake?: FakeTelegram;
  readonly callbacks?: CallbackStore;
  readonly memory?: PlatformMemory;
  readonly token?: string;
  readonly mention?: string;
  /** Who is answered, by their id; everybody when left out. */
  readonly isWelcome?: (person: string) => boolean;
}

/** The platform, serving, against a fake of its own; both end with the test, and every call is judged then. */
export async function setUp(options: SetupOptions = {}): Promise<Setup> {
  const fake = options.fake ?? (await startFakeTelegram());
  const asked: CommandCall[] = [];
  const stopping = new AbortController();
  const { telegram, logged } = connect(fake, options);
  const answer = (call: CommandCall): Promise<CommandReply> => {
    asked.push(call);
    return options.answer ? options.answer(call) : Promise.resolve(publicReply(`Answer to ${call.name}`));
  };
  const commands = options.commands ?? COMMANDS;
  const serving = telegram.serve(commands, toAnswer(answer, commands, options.isWelcome), stopping.signal);
  const settled = serving.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await settled;
  };
  onTestFinished(async () => {
    await stop();
    await fake.close();
    judgeTelegram(fake.calls);
  });
  return { fake, telegram, asked, logged, serving, stop };
}

/** A fake that the test's end closes, after every call was judged. */
export async function startFake(): Promise<FakeTelegram> {
  const fake = await startFakeTelegram();
  onTestFinished(async () => {
    await fake.close();
    judgeTelegram(fake.calls);
  });
  return fake;
}

/** A process of its own that posts and does not serve. */
export function connect(fake: FakeTelegram, options: SetupOptions = {}): Pick<Setup, "telegram" | "logged"> {
  const logged: LoggedLine[] = [];
  const telegram = createTelegram(
    {
      token: options.token ?? fake.token,
      apiUrl: fake.url,
      admins: [String(ADMIN)],
      ...(options.mention !== undefined && { mention: options.mention }),
    },
    {
      log: recordingLog(logged),
      clock: options.clock ?? (() => NOW),
      random: () => 0.5,
      confirmAfter: [20, 20, 20],
      callbacks: options.callbacks ?? createMemoryCallbacks(),
      ...(options.memory && { memory: options.memory }),
    },
  );
  return { telegram, logged };
}

/** What outlasts a process, as text. */
export function createMemory(): PlatformMemory & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    recall: (name) => Promise.resolve(kept.get(name) ?? null),
    keep: (name, text) => Promise.resolve(void kept.set(name, text)),
    async revise(name, change) {
      const text = change(kept.get(name) ?? null);
      kept.set(name, text);
      return Promise.resolve(text);
    },
  };
}

export function createMemoryCallbacks(): CallbackStore {
  const kept: string[] = [];
  return {
    keep: (text) => Promise.resolve(`k${kept.push(text) - 1}`),
    find: (id) => Promise.resolve(kept[Number(id.slice(1))] ?? null),
  };
}

function recordingLog(lines: LoggedLine[]): Log {
  const at = (level: keyof Log) => (fields: object, message: string) => void lines.push({ level, fields, message });
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Waits until `condition` holds and returns what it returned; fails after `limit` milliseconds. */
export async function until<T>(condition: () => T | undefined | null | false, limit = 30_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = condition();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for ${condition.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

/** The bot's message whose text holds `text`, once it is there. */
export const written = (fake: FakeTelegram, text: string, chat?: number) =>
  until(() => fake.written(chat).find((message) => (message.text ?? message.caption ?? "").includes(text)));

/** Besides that on the clock: the time of these tests stands still, and the stand-in's does not. */
export const warnings = ({ logged }: Pick<Setup, "logged">) =>
  logged.filter(({ level, message }) => level === "warn" && !message.includes("the clock of this host"));
