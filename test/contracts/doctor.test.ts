import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { userInfo } from "node:os";
import { join } from "node:path";
import { PermissionFlagsBits } from "discord.js";
import { beforeEach, describe, expect, it, onTestFinished, test } from "vitest";
import { doctor } from "../../src/cli/doctor.ts";
import { loadEnvironment } from "../../src/cli/environment.ts";
import { UsageError } from "../../src/cli/subcommand.ts";
import { MINUTE } from "../../src/core/time.ts";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { openStore } from "../../src/store/open.ts";
import { holdInstance } from "../../src/store/sqlite/instance.ts";
import { failure } from "../fakes/discord/faults.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { SERVER_ERROR } from "../fakes/telegram/faults.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { judgeDiscord, judgeTelegram } from "./judge.ts";
import { eventually, makeFolder, openShell, type ShellOptions } from "./operator-shell.ts";

// Not the checkout, whose own .env is nobody's business here.
beforeEach(() => {
  const before = process.cwd();
  process.chdir(makeFolder());
  onTestFinished(() => process.chdir(before));
});

const envOf = ({ url, token }: EmbeddedGateway) => ({ OPENCLAW_GATEWAY_URL: url, OPENCLAW_GATEWAY_TOKEN: token });
const NOWHERE = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" };

async function examine(options: ShellOptions) {
  const { env, file } = loadEnvironment(".env", options.env ?? {});
  const operator = openShell({ envFile: file, ...options, env });
  const exit = await doctor.run(operator.shell);
  return { exit, text: operator.printed(), dataDir: operator.dataDir };
}

async function startChats() {
  const [discord, telegram] = [await startFakeDiscord(), await startFakeTelegram()];
  onTestFinished(async () => {
    await Promise.all([discord.close(), telegram.close()]);
    judgeDiscord(discord.calls);
    judgeTelegram(telegram.calls);
  });
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
  };
  return { discord, telegram, env };
}

describe("doctor", () => {
  it("finds that all is well, and tries tokens, server and rooms without a message", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { discord, telegram, env } = await startChats();
    const more = {
      DISCORD_ADMINS: "1,2",
      DISCORD_GUILD_ID: discord.guildId,
      DISCORD_WARNING_CHANNELS: discord.channel,
      TELEGRAM_ADMINS: "4",
      TELEGRAM_WARNING_CHATS: "-1005:6",
    };
    telegram.start(4);
    const { exit, text, dataDir } = await examine({ env: { ...envOf(gateway), ...env, ...more } });
    expect(exit).toBe(0);
    for (const line of [
      "✔ Node: 24.0.0",
      "✔ settings: gateway main; Discord and Telegram",
      `✔ data folder: ${dataDir}, yours alone and writable`,
      "✔ ledger: opens and is up to date",
      "✔ device identity: made just now",
      "· service: no companion runs on this data folder now",
      "✔ gateway main: linked: OpenClaw 2026.9.6, protocol 4, may read (operator.read)",
      "✔ gateway main: record: 1 agent, 1 session, the newest transcript can be read",
      "✔ gateway main: log: can be read",
      "✔ gateway main: clock: agrees with ours",
      `✔ Discord: the token is good; the bot is ${discord.world.bot.username}`,
      "✔ Discord: 2 admins may repair",
      "✔ Discord: warns 1 place by itself",
      `✔ Telegram: the token is good; the bot is @${telegram.bot.username}`,
      "✔ Telegram: 1 admin may repair",
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/\nAll is well\.\n$/);
    expect(new Set(discord.calls.map(({ method }) => method))).toEqual(new Set(["GET"]));
    const asked = telegram.calls.map(({ path }) => path.replace("/bot***/", ""));
    expect(asked.toSorted()).toEqual(["getChat", "getChat", "getMe", "getWebhookInfo", "sendChatAction"]);
    expect(text).not.toMatch(/only admins are answered|anybody may add|cannot write to admin|webhook is set/);
    for (const secret of [discord.token, telegram.token, gateway.token]) expect(text).not.toContain(secret);
  });

  it("tells a newcomer with nothing but tokens what lets people in", async () => {
    const { env } = await startChats();
    const { text } = await examine({ args: ["--json"], env: { ...NOWHERE, ...env } });
    for (const [about, place] of [
      ["Discord", "discord:SERVER"],
      ["Telegram", "telegram:CHAT"],
    ])
      expect(JSON.parse(text).checks).toContainEqual({
        mark: "note",
        about,
        text: expect.stringContaining("so only admins are answered"),
        hint: `openclaw-companion setup lets in an admin or a room by a code; COMPANION_AUDIENCE=${place} opens one by name`,
      });
  });

  it("tells programs the same as JSON", async () => {
    const { exit, text } = await examine({ args: ["--json"], env: NOWHERE, node: "22.18.0" });
    const report = JSON.parse(text);
    expect(report).toMatchObject({ version: "0.0.0-test", exit: 1 });
    expect(exit).toBe(1);
    expect(report.checks).toContainEqual({
      mark: "mend",
      about: "Node",
      text: "22.18.0 is too old",
      hint: "install Node 24 or later; npm start in a checkout brings its own",
    });
    expect(report.checks).toContainEqual({
      mark: "mend",
      about: "gateway main",
      text: "nothing listens at 127.0.0.1:1: the gateway process is not running there",
      hint: "on this host run: openclaw gateway start",
    });
  });

  it.each([
    ["de", "✖ Node: 22.18.0 ist zu alt → Node 24 oder neuer installieren", /\n\d+ Probleme zu beheben/],
    ["zh-CN", "✖ Node：22.18.0 版本过旧 → 安装 Node 24 或更新版本", /\n有 \d+ 个待解决的问题/],
  ] as const)("speaks %s to whoever reads that, and English to programs", async (language, line, sum) => {
    const options = { env: { ...NOWHERE, DISCORD_TOKEN: "'x'" }, node: "22.18.0", width: 200, language };
    const { text } = await examine(options);
    expect(text).toContain(line);
    expect(text).toMatch(sum);
    const json = await examine({ ...options, args: ["--json"] });
    const checks: readonly { readonly text: string }[] = JSON.parse(json.text).checks;
    const said = checks.map((check) => check.text);
    expect(said).toContain("22.18.0 is too old");
    expect(said).toContainEqual(expect.stringContaining("DISCORD_TOKEN: stands in quotes"));
  });

  it("takes nothing but --json", async () => {
    await expect(doctor.run(openShell({ args: ["--all"] }).shell)).rejects.toThrow(UsageError);
  });

  it("stops when it is interrupted", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    gateway.hang("sessions.list");
    const { shell, printed, interrupt } = openShell({ env: envOf(gateway) });
    const exit = doctor.run(shell);
    await eventually(() => expect(gateway.requests.map(({ method }) => method)).toContain("sessions.list"));
    interrupt();
    expect(await exit).toBe(2);
    expect(printed()).toMatch(/\nStopped before every check was made\.\n$/);
  });
});

describe("doctor on settings", () => {
  it("names everything that is wrong, and still checks what can be checked", async () => {
    const { env, discord } = await startChats();
    const wrong = {
      OPENCLAW_GATEWAYS: "nonsense",
      DISCORD_ADMINS: "@someone",
      TELEGRAM_TOKEN: "fake token with spaces",
      DISCORD_ADMIN: "1",
    };
    const { exit, text } = await examine({ env: { ...env, ...wrong } });
    expect(exit).toBe(1);
    expect(text).toContain("✖ settings: OPENCLAW_GATEWAYS: must be JSON");
    expect(text).toContain("✖ settings: DISCORD_ADMINS: must be ids (digits), separated by commas");
    expect(text).toContain("✖ settings: TELEGRAM_TOKEN: must be one token without spaces");
    expect(text).toContain("✖ settings: DISCORD_ADMIN is not read: it is written DISCORD_ADMINS");
    expect(text).toContain(`✔ Discord: the token is good; the bot is ${discord.world.bot.username}`);
    expect(text).not.toContain("gateway main");
    expect(text).not.toContain("fake token");
    expect(text).toMatch(/\n4 problems to fix\.\n$/);
  });

  it("finds a token that is set twice, and a token file that is not there", async () => {
    const env = { ...NOWHERE, DISCORD_TOKEN: "fake", DISCORD_TOKEN_FILE: "/nowhere", TELEGRAM_TOKEN_FILE: "/nowhere" };
    const { text } = await examine({ env });
    expect(text).toContain("✖ settings: DISCORD_TOKEN: is set twice: as a value and as a file");
    expect(text).toContain("✖ settings: TELEGRAM_TOKEN_FILE: the file cannot be read");
    expect(text).not.toContain("chats: none is set up");
  });

  it("wants an .env that only its owner may read", async () => {
    writeFileSync(".env", "TELEGRAM_TOKEN=fake\n", { mode: 0o644 });
    chmodSync(".env", 0o644);
    const open = await examine({ env: NOWHERE });
    expect(open.text).toContain("✖ .env: others on this host may read its tokens (mode 644) → chmod 600 .env");
    chmodSync(".env", 0o600);
    expect((await examine({ env: NOWHERE })).text).toContain("✔ .env: only you may read it");
  });

  it("says which lines of an .env change nothing", async () => {
    const lines = ["TELEGRAM_TOKEN=1:fake-one", "LOG_LEVEL=warn", "DISCORD_ADMINS=", "OTHER=x", "nonsense"];
    writeFileSync(".env", `${lines.join("\n")}\n`, { mode: 0o600 });
    const { text } = await examine({
      env: { ...NOWHERE, TELEGRAM_TOKEN: "1:fake-two", TELEGRAM_API_URL: "http://127.0.0.1:1" },
    });
    expect(text).toContain("· .env: the environment says something else, and wins, for TELEGRAM_TOKEN\n");
    expect(text).toContain("✖ .env: line 5 gives nothing: it has no =\n");
    // The folder of the data is in the environment too.
    expect(text).toContain("· settings: 5 are set: 1 from .env, 4 from the environment\n");
  });

  it("says what is wrong with a file of settings as a whole", async () => {
    mkdirSync(".env");
    const { exit, text } = await examine({ env: NOWHERE });
    expect(exit).toBe(1);
    expect(text).toContain("✖ .env: is a folder; move it away, or start somewhere else\n");
  });

  it("is content without a chat, as status and ask are", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const { exit, text } = await examine({ env: envOf(gateway) });
    expect(exit).toBe(0);
    expect(text).toContain("· chats: none is set up; status, ask and chat work without");
  });
});

describe("doctor on the data folder", () => {
  it("finds what others may read, and says how to close it", async () => {
    const dataDir = makeFolder();
    await examine({ env: NOWHERE, dataDir });
    chmodSync(dataDir, 0o755);
    chmodSync(join(dataDir, "device.json"), 0o644);
    const { text } = await examine({ env: NOWHERE, dataDir });
    expect(text).toContain(`✖ data folder: others on this host may enter ${dataDir} (mode 755)`);
    expect(text).toContain(`→ chmod 700 ${dataDir}`);
    expect(text).toContain(
      `✖ device identity: others on this host may read ${join(dataDir, "device.json")} (mode 644)`,
    );
  });

  it("reports a ledger and an identity that are no more what they were, and checks the rest", async () => {
    const dataDir = makeFolder();
    writeFileSync(join(dataDir, "companion.sqlite"), "not a database".repeat(100));
    writeFileSync(join(dataDir, "device.json"), "{", { mode: 0o600 });
    const { exit, text } = await examine({ env: NOWHERE, dataDir });
    expect(exit).toBe(1);
    expect(text).toContain(`✖ ledger: ${join(dataDir, "companion.sqlite")} is damaged`);
    expect(text).toMatch(/✖ device identity: \S+device\.json cannot be read: move it away to pair/);
    expect(text).toContain("? gateway main: not looked at: the companion has no device identity to show");
    expect(text).toMatch(/\n2 problems to fix, and 1 check could not be made\.\n$/);
  });

  it("says when the folder cannot be one", async () => {
    const dataDir = join(makeFolder(), "file");
    writeFileSync(dataDir, "");
    const { text } = await examine({ env: NOWHERE, dataDir });
    expect(text).toContain(`✖ data folder: ${dataDir} is a file, or lies below one\n    → move that file away`);
    expect(text).toContain("? ledger: not looked at");
  });

  it.skipIf(userInfo().uid !== 0)("leaves no file in a folder of another user", async () => {
    const dataDir = makeFolder();
    chownSync(dataDir, 12_345, 12_345);
    const { exit, text } = await examine({ env: NOWHERE, dataDir });
    expect(exit).toBe(1);
    expect(text).toContain(
      `✖ data folder: ${dataDir} belongs to user 12345, you are 0: files of yours would lock it out`,
    );
    expect(text).toContain("sudo -u '#12345' openclaw-companion doctor");
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("sees the service that runs on it, and does not disturb it", async () => {
    const dataDir = makeFolder();
    mkdirSync(dataDir, { recursive: true });
    const release = await holdInstance(dataDir);
    onTestFinished(release);
    const { text } = await examine({ env: NOWHERE, dataDir });
    expect(text).toContain("✔ service: one companion runs on this data folder");
    await expect(holdInstance(dataDir)).rejects.toThrow("another companion already runs");
    expect(existsSync(join(dataDir, "device.json"))).toBe(true);
  });
});

describe("doctor on gateways", () => {
  it("gives the command that approves this companion", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy", { auth: "pairing" });
    const { exit, text } = await examine({ env: envOf(gateway) });
    expect(exit).toBe(1);
    expect(text).toMatch(
      /✖ gateway main: the gateway wants this companion to be approved once\n {4}→ on the gateway host run: openclaw devices approve \S+; openclaw-companion pair waits for it\n/,
    );
  });

  it("says what to set when the token is refused", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { exit, text } = await examine({ env: { ...envOf(gateway), OPENCLAW_GATEWAY_TOKEN: "fake-wrong-token" } });
    expect(exit).toBe(1);
    expect(text).toMatch(/✖ gateway main: the gateway does not accept the token\n {4}→ set OPENCLAW_GATEWAY_TOKEN/);
    expect(text).not.toContain("fake-wrong-token");
  });

  it.each([
    ["sessions.list", "record"],
    ["chat.history", "record"],
    ["logs.tail", "log"],
  ])("finds that %s fails, which is the %s", async (method, what) => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    gateway.fail(method, { code: "INTERNAL", message: "disk of fake-user@example.com is full" });
    const { exit, text } = await examine({ env: envOf(gateway) });
    expect(exit).toBe(1);
    expect(text).toContain(`✖ gateway main: ${what}: cannot be read (disk of [address] is full)`);
    expect(text).toContain("✔ gateway main: linked: OpenClaw 2026.9.6");
  });

  it("finds that the clocks disagree", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { exit, text } = await examine({ env: envOf(gateway), clock: () => Date.now() + 10 * MINUTE });
    expect(exit).toBe(1);
    expect(text).toContain('✖ gateway main: clock: 10 min behind ours, so windows and "since" are wrong by that much');
  });

  it("finds that the clock of this host is not that of the chats", async () => {
    const { env } = await startChats();
    const { exit, text } = await examine({ env, clock: () => Date.now() - 3 * 60 * MINUTE });
    expect(exit).toBe(1);
    expect(text).toContain("✖ Discord: the clock of this host is 3 h behind, compared with Discord's");
    expect(text).toContain("✖ Telegram: the clock of this host is 3 h behind, compared with Telegram's");
  });

  it("checks every gateway, and each by its name", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const gateways = [
      { name: "home", url: gateway.url, token: gateway.token },
      { name: "lab", url: "ws://127.0.0.1:1", token: "fake-token" },
      { name: "vault", url: "wss://127.0.0.1:1", token: "fake-token", caFile: "/nowhere/ca.pem" },
    ];
    const { text } = await examine({ env: { OPENCLAW_GATEWAYS: JSON.stringify(gateways) } });
    expect(text).toContain("✔ settings: 3 gateways (home, lab, vault); no chat");
    expect(text).toMatch(/✔ gateway home: linked: .*protocol 3/);
    expect(text).toContain("✖ gateway lab: nothing listens at 127.0.0.1:1");
    expect(text).toContain("✖ gateway vault: the certificate of its authority cannot be read");
  });
});

describe("doctor on chat services", () => {
  it("names a channel, a server and a chat where nothing would get through", async () => {
    const { env } = await startChats();
    const wrong = {
      DISCORD_WARNING_CHANNELS: "300000000000000009",
      DISCORD_GUILD_ID: "9",
      TELEGRAM_WARNING_CHATS: "77",
    };
    const { exit, text } = await examine({ env: { ...NOWHERE, ...env, ...wrong } });
    expect(exit).toBe(1);
    expect(text).toContain("✖ Discord: no warnings would reach 300000000000000009");
    expect(text).toContain("✖ Discord: the bot is in no server 9");
    expect(text).toContain("✖ Telegram: no warnings would reach 77");
  });

  it("asks Telegram for each chat of the settings, and names one that the bot does not know", async () => {
    const { telegram, env } = await startChats();
    telegram.fault("getChat", { kind: "refuse", code: 400, description: "Bad Request: chat not found" });
    const { text } = await examine({ env: { ...NOWHERE, ...env, TELEGRAM_WARNING_CHATS: "-1009" } });
    expect(text).toContain("✖ Telegram: no warnings would reach -1009");
    expect(text).toContain("check the chat id, and add the bot to that chat");
    expect(telegram.callsOf("getChat").map(({ body }) => String(body["chat_id"]))).toEqual(["-1009"]);
    expect(telegram.callsOf("sendChatAction")).toEqual([]);
  });

  it("names the rooms of a chat that is not in the settings any more, with others and without", async () => {
    const { env } = await startChats();
    const { DISCORD_TOKEN: _, DISCORD_API_URL: __, ...telegramAlone } = env;
    const dataDir = join(makeFolder(), "data");
    mkdirSync(dataDir, { mode: 0o700 });
    const store = await openStore({ dataDir, database: null }, Date.now);
    const to = { platform: "discord", target: "300000000000000007" };
    await store.outbox.setRoom({ to, state: "on", by: "Ada", at: Date.now() });
    await store.close();
    for (const chats of [telegramAlone, {}]) {
      const { exit, text } = await examine({ env: { ...NOWHERE, ...chats }, dataDir });
      expect(exit).toBe(1);
      expect(text).toContain("✖ rooms: no warnings reach discord:300000000000000007: no bot for discord is set up");
    }
    const { text } = await examine({ env: { ...NOWHERE, ...env }, dataDir });
    expect(text).not.toContain("✖ rooms");
  });

  it("names each right that is missing in a channel, admins it cannot write to, a public bot, and who has the webhook", async () => {
    const { discord, telegram, env } = await startChats();
    const other = "300000000000000008";
    discord.world.channels.add(other);
    discord.world.isPublic = true;
    discord.world.denied.set(discord.channel, PermissionFlagsBits.SendMessages | PermissionFlagsBits.AttachFiles);
    discord.world.denied.set(other, PermissionFlagsBits.EmbedLinks);
    telegram.start(4);
    telegram.setWebhook("https://other.example/secret-path");
    const rooms = { DISCORD_WARNING_CHANNELS: `${discord.channel},${other}`, TELEGRAM_ADMINS: "4,5" };
    const { exit, text } = await examine({ env: { ...NOWHERE, ...env, ...rooms } });
    expect(exit).toBe(1);
    expect(text).toContain(
      `✖ Discord: no warnings would reach ${discord.channel}: the bot lacks Send Messages and Attach Files there`,
    );
    expect(text).toContain("→ give the bot Send Messages and Attach Files in that channel");
    expect(text).toContain(`✖ Discord: warnings to ${other} arrive incomplete: the bot lacks Embed Links there`);
    expect(text).toContain("· Discord: anybody may add this bot to a server of their own");
    expect(text).toContain("· Telegram: cannot write to admin 5 in private");
    expect(text).toContain("✖ Telegram: another program's webhook is set for this bot, at other.example");
    expect(text).not.toContain("secret-path");
  });

  it("says where a good token comes from when one is refused", async () => {
    const { env } = await startChats();
    const wrong = { DISCORD_TOKEN: "fake-other-token", TELEGRAM_TOKEN: "1:fake-other-token" };
    const { exit, text } = await examine({ env: { ...NOWHERE, ...env, ...wrong } });
    expect(exit).toBe(1);
    expect(text).toMatch(/✖ Discord: 127\.0\.0\.1:\d+ refuses the token\n {4}→ set DISCORD_TOKEN .*discord\.com\/dev/);
    expect(text).toMatch(/✖ Telegram: 127\.0\.0\.1:\d+ refuses the token\n? *→ set TELEGRAM_TOKEN .*@BotFather/);
    expect(text).not.toContain("fake-other-token");
  });

  it("cannot tell while a service has troubles of its own", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { env, discord, telegram } = await startChats();
    discord.fault(/users/, failure(503));
    telegram.fault("getMe", SERVER_ERROR);
    const { exit, text } = await examine({ env: { ...envOf(gateway), ...env } });
    expect(exit).toBe(2);
    expect(text).toMatch(/\? Discord: 127\.0\.0\.1:\d+ answers with status 503, so the token was not checked/);
    expect(text).toMatch(/\? Telegram: 127\.0\.0\.1:\d+ answers with status 502, so the token was not checked/);
    expect(text).toMatch(/\nNothing wrong was found, but 2 checks could not be made\.\n$/);
  });

  it("names a service that cannot be reached, and holds back the password of a proxy", async () => {
    const env = {
      ...NOWHERE,
      DISCORD_TOKEN: "fake",
      DISCORD_API_URL: "http://127.0.0.1:1/api",
      TELEGRAM_TOKEN: "1:fake",
      TELEGRAM_API_URL: "http://127.0.0.1:1",
      HTTPS_PROXY: "http://fake-user:fake-password@127.0.0.1:2",
    };
    const { exit, text } = await examine({ env });
    expect(exit).toBe(1);
    expect(text).toContain("✖ Discord: 127.0.0.1:1 cannot be reached: nothing listens there (ECONNREFUSED)");
    expect(text).toContain("✖ Telegram: 127.0.0.1:1 cannot be reached: nothing listens there (ECONNREFUSED)");
    expect(text).not.toContain("fake-password");
  });

  it("recognises an address where something else answers", async () => {
    // A gateway of an older release answers every path with its web page.
    const page = createServer((_request, response) => void response.end("<html>welcome</html>"));
    page.listen(0, "127.0.0.1");
    await once(page, "listening");
    onTestFinished(() => void page.close());
    const address = page.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const env = {
      ...NOWHERE,
      DISCORD_TOKEN: "fake",
      DISCORD_API_URL: url,
      TELEGRAM_TOKEN: "1:fake",
      TELEGRAM_API_URL: url,
    };
    const { text } = await examine({ env });
    expect(text).toMatch(/✖ Discord: \S+ does not answer as Discord does \(status 200\) → check DISCORD_API_URL/);
    expect(text).toMatch(/✖ Telegram: \S+ does not answer as Telegram does \(status 200\) → check TELEGRAM_API_URL/);
  });
});

test("doctor makes no ledger in a file where the address of a database cannot be read", async () => {
  const { exit, text, dataDir } = await examine({
    env: { ...NOWHERE, COMPANION_DATABASE_URL: "mysql://db.example/x" },
  });
  expect(exit).not.toBe(0);
  expect(text).toContain("✖ settings: COMPANION_DATABASE_URL: must be an address such as postgres://");
  expect(text).toContain("? ledger: not looked at");
  expect(readdirSync(dataDir)).not.toContain("companion.sqlite");
});

test("doctor listens once where the service would", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const taken = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const busy = await examine({ env: { ...NOWHERE, COMPANION_HTTP: taken } });
  expect(busy.text).toMatch(/✖ COMPANION_HTTP: 127\.0\.0\.1:\d+: another program listens there already/);
  const free = await examine({ env: { ...NOWHERE, COMPANION_HTTP: "127.0.0.1:0" } });
  expect(free.text).toContain("✔ COMPANION_HTTP: 127.0.0.1:0 can be listened on");
});
