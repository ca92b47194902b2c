import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parseEnv, stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { setup } from "../../src/cli/setup.ts";
import { mergeEnv } from "../../src/cli/setup/env-file.ts";
import { openFile } from "../../src/store/sqlite/open.ts";
import { UsageError } from "../../src/cli/subcommand.ts";
import { startFakeDiscord } from "../fakes/discord/server.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { startFakeTelegram } from "../fakes/telegram/server.ts";
import { eventually, makeFolder, openShell, type Operator, type ShellOptions } from "./operator-shell.ts";

const ENTER = "\r";
const SPACE = " ";
const DOWN = "\u001B[B";
const CLEAR_LINE = "\u0015";
const CTRL_C = "\u0003";

interface Dialogue extends Operator {
  readonly file: string;
  readonly exit: Promise<number>;
  /** Types once the question stands there, after everything that was answered before. */
  answer(question: string, keys: string): Promise<void>;
}

function startSetup(options: ShellOptions & { readonly file?: string } = {}): Dialogue {
  const { file = join(makeFolder(), ".env"), ...rest } = options;
  const operator = openShell({ interactive: true, args: [file], ...rest });
  const exit = setup.run(operator.shell);
  let seen = 0;
  return {
    ...operator,
    file,
    exit,
    async answer(question, keys) {
      await eventually(() => expect(toPlain(operator.printed().slice(seen))).toContain(question));
      seen = operator.printed().length;
      operator.type(keys);
    },
  };
}

/** As a person reads it: without colours, and with the lines that a narrow screen broke in one. */
const toPlain = (text: string): string => stripVTControlCharacters(text).replaceAll(/\s*\n(?:│ +)?/g, " ");

async function startChats() {
  const [discord, telegram] = [await startFakeDiscord(), await startFakeTelegram()];
  onTestFinished(async () => void (await Promise.all([discord.close(), telegram.close()])));
  return { discord, telegram, env: { DISCORD_API_URL: discord.url, TELEGRAM_API_URL: telegram.url } };
}

describe("setup", () => {
  it("asks, shows how the bots are made and invited, writes what was answered, and checks it", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { discord, telegram, env } = await startChats();
    const { answer, printed, file, exit } = startSetup({ env });
    await answer("Address of the gateway", `${CLEAR_LINE}${gateway.url}${ENTER}`);
    await answer("Its token", `${gateway.token}${ENTER}`);
    await answer("Where should it answer?", `${SPACE}${DOWN}${SPACE}${ENTER}`);
    await answer("Token of the Discord bot", `${discord.token}${ENTER}`);
    await answer("Token of the Telegram bot", `${telegram.token}${ENTER}`);
    await answer("which only you may read?", ENTER);
    await answer("Connect now", "n");
    await answer("Check everything now", ENTER);
    expect(await exit).toBe(0);

    expect(parseEnv(readFileSync(file, "utf8"))).toEqual({
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.token,
      DISCORD_TOKEN: discord.token,
      TELEGRAM_TOKEN: telegram.token,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = stripVTControlCharacters(printed());
    expect(text).toContain("https://discord.com/developers/applications");
    expect(text).toContain(
      `https://discord.com/oauth2/authorize?client_id=${discord.world.bot.id}&scope=bot+applications.commands&permissions=117760\n`,
    );
    expect(text).toContain("@BotFather");
    expect(text).toContain(`https://t.me/${telegram.bot.username}?startgroup=true`);
    expect(text).toContain("✔ gateway main: linked: OpenClaw 2026.9.6");
    expect(text).toContain("✔ Discord: the token is good");
    for (const secret of [gateway.token, discord.token, telegram.token]) expect(text).not.toContain(secret);
  });

  it("changes an existing file only when told to, and keeps its other lines", async () => {
    const file = join(makeFolder(), ".env");
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const before = `# mine\nOPENCLAW_GATEWAY_URL=${gateway.url}\nOTHER='a b'\nDISCORD_TOKEN=fake\nLOG_LEVEL=warn\n`;
    writeFileSync(file, before);
    chmodSync(file, 0o644);
    const env = { DISCORD_API_URL: "http://127.0.0.1:1" };
    const run = async (confirm: string): Promise<Dialogue> => {
      const dialogue = startSetup({ file, env });
      await dialogue.answer("Address of the gateway", ENTER);
      await dialogue.answer("Enter for none", `${gateway.token}${ENTER}`);
      await dialogue.answer("Where should it answer?", ENTER);
      await dialogue.answer("Enter keeps the one that is set", ENTER);
      await dialogue.answer("exists. Set OPENCLAW_GATEWAY_TOKEN there, and keep its other lines?", confirm);
      return dialogue;
    };
    const declined = await run(`n`);
    expect(await declined.exit).toBe(2);
    expect(declined.printed()).toContain("Nothing was written.");
    expect(readFileSync(file, "utf8")).toBe(before);

    const accepted = await run(ENTER);
    await accepted.answer("Connect now", "n");
    await accepted.answer("Check everything now", "n");
    expect(await accepted.exit).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`${before}OPENCLAW_GATEWAY_TOKEN=${gateway.token}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("refuses answers that would not be understood later, and asks again", async () => {
    const { answer, printed, file, exit, type } = startSetup();
    await answer("Address of the gateway", `${CLEAR_LINE}http://example.com${ENTER}`);
    await answer("It must be an address that starts with ws:// or wss://", `${CLEAR_LINE}wss://example.com${ENTER}`);
    await answer("Its token", `two words${ENTER}`);
    await eventually(() => expect(printed()).toContain("It must be one token without spaces"));
    type(CTRL_C);
    expect(await exit).toBe(2);
    expect(printed()).toContain("Nothing was written.");
    expect(existsSync(file)).toBe(false);
  });

  it("turns a chat off that is no longer chosen, and asks nothing that a file answers", async () => {
    const file = join(makeFolder(), ".env");
    writeFileSync(file, 'OPENCLAW_GATEWAYS=\'[{"name":"a","url":"ws://a"}]\'\nTELEGRAM_TOKEN=1:fake\n', {
      mode: 0o600,
    });
    const { answer, printed, exit } = startSetup({ file });
    await answer("Where should it answer?", `${DOWN}${SPACE}${ENTER}`);
    await answer("Set TELEGRAM_TOKEN there", ENTER);
    await answer("Check everything now", "n");
    expect(await exit).toBe(0);
    expect(printed()).toContain("The gateways stay as OPENCLAW_GATEWAYS names them.");
    expect(printed()).not.toContain("Address of the gateway");
    expect(parseEnv(readFileSync(file, "utf8"))["TELEGRAM_TOKEN"]).toBe("");
  });

  it("says that a token is refused, and keeps what was typed", async () => {
    const { env } = await startChats();
    const { answer, printed, file, exit } = startSetup({ env });
    await answer("Address of the gateway", `${CLEAR_LINE}ws://127.0.0.1:1${ENTER}`);
    await answer("Its token", ENTER);
    await answer("What now?", `${DOWN}${DOWN}${ENTER}`);
    await answer("Where should it answer?", `${SPACE}${ENTER}`);
    await answer("Token of the Discord bot", `MTAwMDAwMDAwMDAwMDAwMDAx.fake.fake${ENTER}`);
    await answer("which only you may read?", ENTER);
    await answer("Connect now", "n");
    await answer("Check everything now", "n");
    expect(await exit).toBe(0);
    expect(printed()).toContain("refuses this token");
    expect(printed()).toContain("client_id=100000000000000001");
    expect(readFileSync(file, "utf8")).toContain("DISCORD_TOKEN=MTAwMDAwMDAwMDAwMDAwMDAx.fake.fake\n");
  });

  it("needs a person at a terminal", async () => {
    await expect(setup.run(openShell({ interactive: false }).shell)).rejects.toThrow(
      new UsageError("setup asks questions and needs a terminal; without one, copy .env.example to .env and edit it"),
    );
    await expect(setup.run(openShell({ interactive: true, args: ["a", "b"] }).shell)).rejects.toThrow(UsageError);
  });

  it("leaves a link to the file a link", async () => {
    const folder = makeFolder();
    const [real, file] = [join(folder, "real"), join(folder, ".env")];
    writeFileSync(real, "OPENCLAW_GATEWAYS=[]\n");
    symlinkSync(real, file);
    const { answer, exit } = startSetup({ file, env: { TELEGRAM_API_URL: "http://127.0.0.1:1" } });
    await answer("Where should it answer?", `${DOWN}${SPACE}${ENTER}`);
    await answer("Token of the Telegram bot", `1:fake${ENTER}`);
    await answer("exists. Set TELEGRAM_TOKEN there", ENTER);
    await answer("Connect now", "n");
    await answer("Check everything now", "n");
    expect(await exit).toBe(0);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, "utf8")).toBe("OPENCLAW_GATEWAYS=[]\nTELEGRAM_TOKEN=1:fake\n");
  });
});

const ADA = { id: "200000000000000001", name: "Ada" };
const TELEGRAM_ADA = 1_001;
const GROUP = -1_001_234_567_890;

/** The newest code on the screen. */
const codeIn = (text: string): string => text.match(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g)?.at(-1) ?? "none";

describe("a newcomer", () => {
  it("comes from nothing to a test alert in both chats without typing an id", { timeout: 60_000 }, async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { discord, telegram, env } = await startChats();
    const home = makeFolder();
    mkdirSync(join(home, ".openclaw"));
    const port = Number(new URL(gateway.url).port);
    // As people write it by hand.
    const settings = `{ // mine\n gateway: { port: ${port}, auth: { mode: 'token', token: '${gateway.token}' }, }, }`;
    writeFileSync(join(home, ".openclaw", "openclaw.json"), settings);
    const { answer, printed, file, exit, dataDir } = startSetup({ env: { ...env, HOME: home } });
    await answer("Use it with its token?", ENTER);
    await answer("Where should it answer?", `${SPACE}${DOWN}${SPACE}${ENTER}`);
    await answer("Token of the Discord bot", `${discord.token}${ENTER}`);
    await answer("Token of the Telegram bot", `${telegram.token}${ENTER}`);
    await answer("which only you may read?", ENTER);
    await answer("Connect now", ENTER);

    const seen = (words: string) => eventually(() => expect(toPlain(printed())).toContain(words));
    await seen("In a direct message to");
    discord.slash("start", { code: codeIn(printed()) }, { ...ADA, where: "direct" });
    await seen("Ada is an admin in Discord now");
    await seen("In the channel that is to get the warnings");
    discord.slash("start", { code: codeIn(printed()) }, ADA);
    await seen("Warnings go to Discord");
    await seen("In a private chat with");
    telegram.say(`/start ${codeIn(printed())}`, { user: TELEGRAM_ADA });
    await seen("is an admin in Telegram now");
    await seen("In the group that is to get the warnings");
    telegram.say(`/start@${telegram.bot.username} ${codeIn(printed())}`, { user: TELEGRAM_ADA, chat: GROUP });
    await answer("Check everything now", "n");
    expect(await exit).toBe(0);

    expect(toPlain(printed())).toMatch(/Test alert in Discord \d+: arrived\./);
    expect(toPlain(printed())).toContain(`Test alert in Telegram ${GROUP}: arrived.`);
    expect(toPlain(printed())).toContain(`Start the service with: cd ${dirname(file)} && openclaw-companion`);
    expect(discord.messages.map(({ text }) => text).join("\n")).toContain("Test alert");
    const inGroup = telegram.written().filter(({ chat }) => chat.id === GROUP);
    expect(inGroup.map(({ text }) => text).join("\n")).toContain("Test alert");
    // What was typed, and nothing else: no id.
    expect(parseEnv(readFileSync(file, "utf8"))).toEqual({
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.token,
      DISCORD_TOKEN: discord.token,
      TELEGRAM_TOKEN: telegram.token,
    });
    const store = await openFile(dataDir, Date.now);
    const ids = (await store.enrolment.admins()).map(({ platform, id }) => `${platform}:${id}`);
    await store.close();
    expect(ids).toEqual([`discord:${ADA.id}`, `telegram:${TELEGRAM_ADA}`]);
  });

  it("is told at once why a gateway does not answer, and goes on when it does", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "healthy");
    const { answer, printed, exit, type } = startSetup();
    await answer("Address of the gateway", `${CLEAR_LINE}${gateway.url}${ENTER}`);
    await answer("Its token", `wrong-token${ENTER}`);
    await answer("What now?", `${DOWN}${ENTER}`);
    expect(toPlain(printed())).toContain(
      "the gateway does not accept the token. To mend it: set OPENCLAW_GATEWAY_TOKEN",
    );
    await answer("Address of the gateway", ENTER);
    await answer("Its token", `${gateway.token}${ENTER}`);
    await answer("Where should it answer?", "");
    type(CTRL_C);
    expect(await exit).toBe(2);
  });
});

describe("an environment file", () => {
  it.each([
    ["an empty file", "", { A: "1" }, "A=1\n"],
    ["a file without a last newline", "B=2", { A: "1" }, "B=2\nA=1\n"],
    ["a value that stands there", "A=0\nB=2\n", { A: "1" }, "A=1\nB=2\n"],
    ["a value that stands there twice", "A=0\n# note\nA=3\n", { A: "1" }, "A=1\n# note\n"],
    ["an export", "export A=0\n", { A: "1" }, "A=1\n"],
    ["a commented example", "# A=0\n", { A: "1" }, "# A=0\nA=1\n"],
    [
      "values that need quotes",
      "",
      { A: "a b", B: "it's", C: "#x", D: "$HOME" },
      "A='a b'\nB=\"it's\"\nC='#x'\nD='$HOME'\n",
    ],
    ["a value that is unset", "A=1\n", { A: "" }, "A=\n"],
    ["several lines of somebody else", "J='[\n1]'\n", { A: "1" }, "J='[\n1]'\nA=1\n"],
  ])("keeps every other line of %s", (_, text, changes, expected) => {
    expect(mergeEnv(text, changes)).toBe(expected);
  });

  it.each([
    ["a value over several lines", "A='1\n2'\n", { A: "1" }, "several lines"],
    ["a value with both kinds of quotes", "", { A: `'"` }, "both kinds of quotes"],
  ])("is not guessed at with %s", (_, text, changes, why) => {
    expect(() => mergeEnv(text, changes)).toThrow(why);
  });
});
