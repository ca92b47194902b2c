import { onTestFinished } from "vitest";
import type { Card } from "../../src/core/card.ts";
import type { CommandCall, CommandReply, CommandSummary, TypingCall } from "../../src/core/command.ts";
import type { Log } from "../../src/core/log.ts";
import type { ChatPlatform } from "../../src/core/platform.ts";
import { DIRECT } from "../../src/lib/network.ts";
import type { Clock } from "../../src/core/time.ts";
import { createDiscord, type DiscordOptions } from "../../src/platforms/discord/adapter.ts";
import { openOutward } from "../../src/platforms/discord/wire/outward.ts";
import { toAnswer } from "../fakes/answering.ts";
import type { FakeCall } from "../fakes/discord/types.ts";
import { startFakeDiscord, type FakeDiscord } from "../fakes/discord/server.ts";
import { judgeDiscord, judgeDiscordAnswers, type RecordedAnswer } from "./judge.ts";

interface Logged {
  readonly level: keyof Log;
  readonly fields: object;
  readonly message: string;
}

export interface Harness {
  readonly fake: FakeDiscord;
  readonly platform: ChatPlatform;
  readonly logged: readonly Logged[];
  /** What was asked, in order. */
  readonly asked: readonly CommandCall[];
  /** What was typed, as it was handed over. */
  readonly proposed: readonly TypingCall[];
  readonly served: Promise<void>;
  readonly stop: AbortController;
}

export const COMMANDS: readonly CommandSummary[] = [
  {
    name: "model-status",
    summary: "Which model really answers",
    access: "everyone",
    options: {
      agent: { description: "One agent", choices: () => ["main", "research", "x".repeat(101), ""] },
      gateway: { description: "One gateway", required: true, choices: (_, soFar) => [`of-${soFar["agent"] ?? "all"}`] },
    },
  },
  {
    name: "fix-codex",
    summary: "Repair the provider route",
    access: "admin",
    options: { plan: { description: "Plan" } },
  },
];

export const ADMIN = "100000000000000001";
export const ADMIN_ROLE = "300000000000000001";

export const card = (title: string, more: Partial<Card> = {}): Card => ({
  tone: "good",
  title,
  blocks: [{ kind: "text", text: [`about ${title}`] }],
  ...more,
});

export const publicly = (title: string, more: Partial<CommandReply> = {}): CommandReply => ({
  card: card(title),
  visibility: "public",
  ...more,
});

export const privately = (title: string, more: Partial<CommandReply> = {}): CommandReply => ({
  ...publicly(title, more),
  visibility: "private",
});

type Answer = (call: CommandCall) => CommandReply | Promise<CommandReply>;

/** A stand-in that the test's end closes, after the API documents judged every call it got. */
export async function startFake(): Promise<FakeDiscord> {
  const fake = await startFakeDiscord();
  onTestFinished(async () => {
    await fake.close();
    judgeDiscord(fake.calls);
    judgeDiscordAnswers(fake.calls.flatMap(toRecorded));
  });
  return fake;
}

const toRecorded = ({ method, path, status, answer }: FakeCall): readonly RecordedAnswer[] =>
  status === undefined ? [] : [{ method, path, status, body: answer }];

const OUTWARD = await openOutward(DIRECT);

export function create(
  fake: FakeDiscord,
  { clock = Date.now, ...options }: Partial<DiscordOptions> & { readonly clock?: Clock } = {},
): Pick<Harness, "platform" | "logged"> {
  const logged: Logged[] = [];
  const at =
    (level: keyof Log) =>
    (fields: object, message: string): void =>
      void logged.push({ level, fields, message });
  const log: Log = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  const platform = createDiscord(
    { token: fake.token, apiUrl: fake.url, admins: [ADMIN, ADMIN_ROLE], outward: OUTWARD, ...options },
    { log, clock, random: Math.random, confirmAfter: [20, 20, 20] },
  );
  return { platform, logged };
}

/** A platform that serves, on a stand-in; `ready` waits until both know each other. */
export async function serve(
  answer: Answer = ({ name }) => publicly(name),
  options: Partial<DiscordOptions> & {
    readonly fake?: FakeDiscord;
    readonly clock?: Clock;
    readonly commands?: readonly CommandSummary[];
    readonly isWelcome?: (person: string) => boolean;
  } = {},
): Promise<Harness> {
  const { fake = await startFake(), commands = COMMANDS, isWelcome, ...more } = options;
  const { platform, logged } = create(fake, more);
  const asked: CommandCall[] = [];
  const proposed: TypingCall[] = [];
  const answering = toAnswer(
    async (call) => {
      asked.push(call);
      return answer(call);
    },
    commands,
    isWelcome,
  );
  const stop = new AbortController();
  const served = platform.serve(
    commands,
    Object.assign((call: CommandCall) => answering(call), {
      isWelcome: answering.isWelcome,
      admit: answering.admit,
      propose(call: TypingCall) {
        proposed.push(call);
        return answering.propose(call);
      },
    }),
    stop.signal,
  );
  served.catch(() => {});
  onTestFinished(async () => {
    stop.abort();
    await served.catch(() => {});
  });
  return { fake, platform, logged, asked, proposed, served, stop };
}

export async function serveReady(...args: Parameters<typeof serve>): Promise<Harness> {
  const harness = await serve(...args);
  await harness.fake.ready();
  return harness;
}
