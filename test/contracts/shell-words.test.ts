import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Text } from "../../src/core/card.ts";
import { examine } from "../../src/cli/doctor/examine.ts";
import { loadEnvironment } from "../../src/cli/environment.ts";
import { SUBCOMMANDS } from "../../src/cli/index.ts";
import { interview } from "../../src/cli/setup/interview.ts";
import type { Prompts } from "../../src/cli/setup/prompts.ts";
import { Told } from "../../src/cli/subcommand.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { SERVER_ERROR } from "../fakes/telegram/faults.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { looseWordsIn } from "../parts/pseudo.ts";
import { makeFolder, openShell, type ShellOptions } from "./operator-shell.ts";

/** What comes from outside, and what is called the same in every language. */
const NAMES = [
  "OpenClaw Companion",
  "OpenClaw",
  "Discord",
  "Telegram",
  "Webhooks",
  "discord",
  "main",
  "far",
  "Node",
  "COMPANION_HTTP",
  "MiB",
  "GiB",
  "Operators",
  "chmod",
  "openclaw-companion",
];

// Not the checkout, whose own .env is nobody's business here.
beforeEach(() => {
  const before = process.cwd();
  process.chdir(makeFolder());
  onTestFinished(() => process.chdir(before));
});

async function startChats() {
  const [discord, telegram] = [await startFakeDiscord(), await startFakeTelegram()];
  onTestFinished(async () => void (await Promise.all([discord.close(), telegram.close()])));
  const urls = { DISCORD_API_URL: discord.url, TELEGRAM_API_URL: telegram.url };
  const tokens = { DISCORD_TOKEN: discord.token, TELEGRAM_TOKEN: telegram.token };
  const names = [discord.world.bot.username, telegram.bot.username, discord.guildId];
  return { discord, telegram, urls, tokens, names };
}

/** Settings and codes of the system. */
const CAPITALS = /^[A-Z]+$/;

/** The words of texts that no sentence of the catalogue holds. */
const looseOf = (texts: readonly (Text | null)[], names: readonly string[]): readonly string[] =>
  texts
    .flatMap((one) => (one === null ? [] : looseWordsIn(one, [...NAMES, ...names])))
    .filter((word) => !CAPITALS.test(word));

async function findingsOf(options: ShellOptions): Promise<readonly (Text | null)[]> {
  const { env, file } = loadEnvironment(".env", options.env ?? {});
  const { shell, dataDir } = openShell({ ...options, env, envFile: file });
  const texts: (Text | null)[] = [dataDir];
  for await (const { about, text, hint } of examine(shell)) texts.push(about, text, hint);
  return texts;
}

test("every subcommand says what it does in a sentence of the catalogue", async () => {
  const all = await Promise.all(SUBCOMMANDS.map((one) => one.load()));
  const summaries = all.map(({ summary }) => summary);
  expect(looseOf(summaries, [])).toEqual([]);
});

test.each([
  ["run", ["now"]],
  ["run", []],
  ["status", ["--jsn"]],
  ["doctor", ["--fxi"]],
  ["pair", ["attic"]],
  ["pair", ["main", "far"]],
  ["setup", []],
  ["setup", ["a", "b"]],
  ["chat", ["now"]],
  ["ask", []],
  ["ask", ["--yes", "--dry-run", "/help"]],
  ["ask", ["/modle-status"]],
  ["ask", ["--dry-run", "/help"]],
  ["move-store", []],
])("%s %j is refused in words of the catalogue", async (name, args) => {
  const subcommand = await SUBCOMMANDS.find((one) => one.name === name)?.load();
  const env = {
    OPENCLAW_GATEWAYS: '[{"name":"main","url":"ws://127.0.0.1:1"},{"name":"far","url":"ws://127.0.0.1:2"}]',
  };
  const refused: unknown = await subcommand?.run(openShell({ args, env }).shell).catch((error: unknown) => error);
  if (!(refused instanceof Told)) throw new Error(`${name} was not refused`, { cause: refused });
  const typed = ["model-status", name, ...args.map((one) => one.replace(/^\W+/, ""))];
  const commands = ["fix-route", "fix-codex", "set-model", "undo-fix", "release-sessions", "model-history", "fix-log"];
  const more = ["warnings", "companions", "admins", "digest", "leave", "start", "audit", "quiet", "help", "id"];
  expect(looseOf([refused.said], [...typed, ...commands, ...more, "--fix", "--json"])).toEqual([]);
});

test("doctor says in no word of its own that all is well", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { discord, telegram, urls, tokens, names } = await startChats();
  telegram.start(4);
  writeFileSync(".env", "LOG_LEVEL=warn\n", { mode: 0o600 });
  const texts = await findingsOf({
    env: {
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.token,
      ...urls,
      ...tokens,
      DISCORD_ADMINS: "1,2",
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_WARNING_CHANNELS: discord.channel,
      TELEGRAM_ADMINS: "4",
      TELEGRAM_WARNING_CHATS: "-1005:6",
      COMPANION_HTTP: "127.0.0.1:0",
    },
  });
  expect(texts.length).toBeGreaterThan(40);
  expect(looseOf(texts, [...names, ...texts.slice(0, 1).map(String), ".env"])).toEqual([]);
});

test("nor what is wrong, why, and what to do", async () => {
  const { telegram, urls, names } = await startChats();
  telegram.fault("getMe", SERVER_ERROR);
  const dataDir = join(makeFolder(), "data");
  mkdirSync(dataDir, { mode: 0o755 });
  writeFileSync(".env", "DISCORD_TOKN=fake\nLOG_LEVEL: warn\n");
  chmodSync(".env", 0o644);
  const texts = await findingsOf({
    node: "22.18.0",
    dataDir,
    env: {
      COMPANION_DATA_DIR: dataDir,
      OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1",
      ...urls,
      DISCORD_TOKEN: "fake.refused.token",
      TELEGRAM_TOKEN: telegram.token,
      DISCORD_ADMINS: "ada",
      COMPANION_OWL: "1",
      COMPANION_HTTP: "host.invalid:1",
    },
  });
  const outside = ["https://discord.com/developers/applications", "host.invalid", dataDir, ".env", "telegram"];
  expect(looseOf(texts, [...names, ...outside])).toEqual([]);
});

test("setup asks nothing and says nothing that stands in no catalogue", async () => {
  await using gateway = await startFakeGateway("2026.9.6", "healthy");
  const { urls, tokens, names } = await startChats();
  const answers: Readonly<Record<string, string>> = {
    OPENCLAW_GATEWAY_URL: gateway.url,
    OPENCLAW_GATEWAY_TOKEN: gateway.token,
    ...tokens,
    WEBHOOK_URLS: "https://hooks.invalid/alerts",
  };
  const told: Text[] = [];
  const hear = (...texts: readonly Text[]): void => void told.push(...texts);
  let tries = 0;
  const prompts: Prompts = {
    ask({ variable, message }) {
      hear(message);
      // A wrong address first, so that what is wrong with it is said.
      const isFirst = variable === "OPENCLAW_GATEWAY_URL" && (tries += 1) === 1;
      return Promise.resolve(isFirst ? "ws://127.0.0.1:1" : (answers[variable] ?? ""));
    },
    choose(message, options) {
      hear(message, ...options.map(({ label }) => label));
      return Promise.resolve(options.map(({ value }) => value));
    },
    pick(message, options) {
      hear(message, ...options.map(({ label }) => label));
      return Promise.resolve("change");
    },
    waitFor(message, work) {
      hear(message);
      // Codes are not sent here; a chat is waited for.
      const isCode = typeof message !== "string" && message.id === "setup.waiting";
      return isCode ? Promise.resolve("skipped") : work(new AbortController().signal);
    },
    line: hear,
    confirm(message) {
      hear(message);
      return Promise.resolve(true);
    },
    note: (title, lines) => hear(title, ...lines),
    link: hear,
    say: (_tone, line) => hear(line),
    begin: hear,
    end: hear,
  };
  const file = join(makeFolder(), ".env");
  const { shell } = openShell({ interactive: true, env: urls });
  await interview(file, prompts, shell);
  const ids = told.flatMap((one) => (typeof one === "string" ? [] : [one.id]));
  for (const id of ["setup.tried-fix", "setup.discord-2", "setup.telegram-admin", "setup.webhooks-1", "setup.done"])
    expect(ids).toContain(id);
  const links = told.flatMap((one) => (typeof one === "string" && one.startsWith("https://") ? [one] : []));
  const codes = told.flatMap((one) => (typeof one === "string" ? [] : Object.values(one.values).map(String)));
  expect(looseOf(told, [...names, ...links, ...codes, file])).toEqual([]);
});
