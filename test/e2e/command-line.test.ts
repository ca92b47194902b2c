import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { loadRecordings, startFakeGateway } from "../fakes/gateway.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { startProcess } from "./process.ts";
import { envOf, openDiscord, openTelegram, type Env } from "./service.ts";

const AWAY: Env = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1", OPENCLAW_GATEWAY_TOKEN: "fake-token" };

const allOf = (count: number) => ({ "1h": count, "24h": count, "7d": count });

describe("status as a process", () => {
  it.each([
    ["2026.3.2", "issue-38706", 1, "silent-fallback"],
    ["2026.3.2", "healthy", 0, "healthy"],
    ["2026.9.6", "stale-override-local", 1, "failing"],
  ] as const)("--json tells the truth of %s %s and exits with %i", async (version, scenario, code, verdict) => {
    const { truth } = loadRecordings(version, scenario).recording;
    await using gateway = await startFakeGateway(version, scenario);
    const status = startProcess(["status", "--json"], envOf(gateway), makeFolder());
    expect(await status.end).toBe(code);
    expect(status.complained()).toBe("");
    expect(JSON.parse(status.printed())).toMatchObject({
      gateways: [
        {
          name: "main",
          url: gateway.url,
          link: "ready",
          agents: [{ id: "main", configured: truth.selected, verdict }],
          answers: allOf(truth.answeredBy.length),
          fallbacks: allOf(truth.fallbacks),
          unauthorized: allOf(truth.unauthorized),
          exhausted: allOf(truth.exhausted),
        },
      ],
    });
  });

  it("exits with 2 when it cannot tell, and says why", async () => {
    const status = startProcess(["status"], AWAY, makeFolder());
    expect(await status.end).toBe(2);
    expect(status.printed().match(/nothing listens at [^:]+/g)).toEqual(["nothing listens at 127.0.0.1"]);
    expect(status.printed().match(/openclaw gateway start/g)).toHaveLength(1);
    expect(status.complained()).toBe("");
    const ask = startProcess(["ask", "/model-status"], AWAY, makeFolder());
    expect(await ask.end).toBe(2);
    expect(ask.printed().match(/nothing listens at [^:]+/g)).toEqual(["nothing listens at 127.0.0.1"]);
  });
});

describe("ask as a process", () => {
  it("prints the reply of a command and exits as status does", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const ask = startProcess(["ask", "/model-status"], envOf(gateway), makeFolder());
    expect(await ask.end).toBe(1);
    expect(ask.printed()).toContain("Configured: openai-codex/gpt-5.4");
    expect(ask.printed()).toContain("Answering:  openai-codex/gpt-5.3-codex");
    expect(ask.complained()).toBe("");
  });

  it("names the commands there are when it is asked for another, and exits with 64", async () => {
    const ask = startProcess(["ask", "/reboot"], AWAY, makeFolder());
    expect(await ask.end).toBe(64);
    expect(ask.complained()).toMatch(/\/model-status, .*\/fix-codex, .*\/undo-fix/);
    expect(ask.printed()).toBe("");
  });
});

describe("ask with wrong arguments, as a process", () => {
  it.each([
    ["/model-status nosuch", "There is no gateway nosuch"],
    ["/model-status main nosuch", "There is no agent nosuch"],
    ["/model-status main main more", "There is no agent main more. Known: main."],
    ["/model-history main 5y", "There is no window 5y"],
    ["/fix-codex nosuch", "Known: main."],
    ["/fix-codex main key=foo", "There is no key foo. Known: keep, remove."],
    ["/fix-codex main color=red", '"color=red" is not an option of this command. Usage: /fix-codex [gateway] [key]'],
    ["/fix-codex main plan=abc", '"plan=abc" is not an option'],
    ["/fix-log more", '"more" is not an option'],
    ["/help __proto__", '"__proto__" is not an option'],
    ["/audit constructor", '"constructor" means nothing as page: a number; 1 is the newest.'],
    ["/model-status constructor", "There is no gateway constructor"],
    ["/warnings nosuch", "There is no such action"],
  ])("%s says what there is, and exits with 64", async (line, words) => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const ask = startProcess(["ask", line, "--yes"], envOf(gateway), makeFolder());
    expect(await ask.end).toBe(64);
    expect(ask.printed()).toContain(words);
  });
});

describe("chat as a process", () => {
  it("answers a command a line and ends with its input", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706", { restarts: "soon" });
    const input = "/model-status\n/fix-codex\n1\n/fix-log\n";
    const chat = startProcess(["chat"], envOf(gateway), makeFolder(), input);
    expect(await chat.end).toBe(0);
    const replies = [
      "gpt-5.3-codex answers instead of gpt-5.4",
      "[1] Confirm",
      "Proved: the wanted model answered.",
      "confirmed by operator",
    ];
    for (const words of replies) expect(chat.printed()).toContain(words);
    expect(chat.complained()).toBe("");
  });
});

describe("chat beside a service", () => {
  it("writes no incidents: warnings have one writer", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const folder = makeFolder();
    const chat = startProcess(["chat"], envOf(gateway), folder);
    for (let count = 0; count < 3; count += 1) {
      chat.type("/model-status\n");
      await eventually(() => expect(chat.printed().split("instead of gpt-5.4").length).toBeGreaterThan(count + 1));
      await pause(500);
    }
    chat.type("/warnings\nexit\n");
    expect(await chat.end).toBe(0);
    expect(chat.printed()).toContain("Nothing is open");
    using database = new DatabaseSync(join(folder, "data", "companion.sqlite"), { readOnly: true });
    expect(database.prepare("select count(*) as count from incidents").get()).toEqual({ count: 0 });
    expect(database.prepare("select count(*) as count from notices").get()).toEqual({ count: 0 });
  });
});

describe("run as a process", () => {
  it("serves both chats until it is told to stop, and then exits with 0", async () => {
    await using gateway = await startFakeGateway("2026.3.2", "issue-38706");
    const { discord, env } = await openDiscord();
    const { telegram, env: telegramEnv } = await openTelegram();
    const run = startProcess([], { ...env, ...telegramEnv, ...envOf(gateway) }, makeFolder());
    await discord.ready();
    expect((await discord.slash("model-status").reply()).text).toContain("openai-codex/gpt-5.3-codex");
    await run.says("telegram: the link adds the bot to a group");
    run.kill("SIGTERM");
    expect(await run.end).toBe(0);
    expect(discord.gateway.connections()).toBe(0);
    expect(gateway.clients()).toBe(0);
    for (const secret of [discord.token, telegram.token, gateway.token]) expect(run.complained()).not.toContain(secret);
  });

  it("exits with 64 and names the variables when it has neither a chat nor a terminal", async () => {
    const run = startProcess(["run"], AWAY, makeFolder());
    expect(await run.end).toBe(64);
    expect(run.complained()).toMatch(/DISCORD_TOKEN.*TELEGRAM_TOKEN/);
  });

  it.each([
    ["Discord", "DISCORD_TOKEN", openDiscord],
    ["Telegram", "TELEGRAM_TOKEN", openTelegram],
  ] as const)("exits with 78 and one clear sentence when %s refuses the token", async (name, variable, open) => {
    const { env } = await open();
    const run = startProcess(
      ["run"],
      { ...AWAY, ...env, [variable]: "1234:fake-and-wrong", LOG_LEVEL: "error" },
      makeFolder(),
    );
    expect(await run.end).toBe(78);
    expect(run.complained()).toContain(variable);
    expect(run.complained().toLowerCase()).toContain(name.toLowerCase());
    expect(run.complained().trim().split("\n")).toHaveLength(1);
    expect(run.complained()).not.toContain("fake-and-wrong");
  });

  it("reads .env where it is started, and what the environment says wins", async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, ".env"), "OPENCLAW_GATEWAY_URL=ws://127.0.0.1:2\nLOG_LEVEL=loud\n");
    const loud = startProcess(["status"], {}, folder);
    expect(await loud.end).toBe(64);
    expect(loud.complained()).toMatch(/^LOG_LEVEL: /);
    const status = startProcess(["status"], { LOG_LEVEL: "silent" }, folder);
    expect(await status.end).toBe(2);
    expect(status.printed()).toContain("nothing listens at 127.0.0.1:2");
  });

  it("exits with 64 and names every variable that is wrong", async () => {
    const env = { OPENCLAW_GATEWAY_URL: "http://127.0.0.1", COMPANION_HTTP: "nowhere", DISCORD_ADMINS: "ada" };
    const run = startProcess(["run"], env, makeFolder());
    expect(await run.end).toBe(64);
    for (const variable of Object.keys(env)) expect(run.complained()).toContain(`${variable}: `);
  });
});

describe("the process itself", () => {
  it("tells its version, its usage, and what it does not know", async () => {
    const [version, help, unknown] = [["--version"], ["--help"], ["reboot"]].map((args) =>
      startProcess(args, {}, makeFolder()),
    );
    expect(await version?.end).toBe(0);
    expect(version?.printed()).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await help?.end).toBe(0);
    expect(help?.printed()).toContain("status [--json]\n      read every gateway once");
    expect(await unknown?.end).toBe(64);
    expect(unknown?.complained()).toContain("There is no subcommand reboot.");
  });

  it.each([
    [
      { COMPANION_LANGUAGE: "de" },
      "Aufruf: openclaw-companion [Unterbefehl]\n",
      "Einen Unterbefehl doctr gibt es nicht (ist doctor gemeint?).",
    ],
    [{ LANG: "zh_CN.UTF-8" }, "用法：openclaw-companion [子命令]\n", "没有子命令 doctr（是指 doctor 吗？）。"],
  ])("says with %j in that language how it is called", async (env, usage, refusal) => {
    const [help, unknown] = ["--help", "doctr"].map((arg) => startProcess([arg], env, makeFolder()));
    expect(await help?.end).toBe(0);
    expect(help?.printed()).toContain(usage);
    expect(await unknown?.end).toBe(64);
    expect(unknown?.complained()).toContain(refusal);
  });

  it("says what is wrong with the settings in the language they ask for", async () => {
    const env = { COMPANION_LANGUAGE: "de", COMPANION_APPROVALS: "3" };
    const run = startProcess(["status"], env, makeFolder());
    expect(await run.end).toBe(64);
    expect(run.complained()).toBe("COMPANION_APPROVALS: muss 1 oder 2 sein\n");
  });
});

it.each(["/model-status nosuch", "/fix-codex nosuch", "/fix-codex main key=foo"])(
  "%s is refused before any gateway is asked",
  async (line) => {
    await using gateway = await startFakeGateway("2026.3.2", "healthy");
    const ask = startProcess(["ask", line], envOf(gateway), makeFolder());
    expect(await ask.end).toBe(64);
    expect(gateway.requests).toEqual([]);
  },
);
