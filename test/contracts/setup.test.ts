import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, lstatSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv, stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { setup } from "../../src/cli/setup.ts";
import { mergeEnv } from "../../src/cli/setup/env-file.ts";
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
    await answer("Only in this server", ENTER);
    await answer("Who may repair", `1,2${ENTER}`);
    await answer("Where it warns", ENTER);
    await answer("Token of the Telegram bot", `${telegram.token}${ENTER}`);
    await answer("Who may repair", `3${ENTER}`);
    await answer("Where it warns", `-1005:6${ENTER}`);
    await answer("which only you may read?", ENTER);
    await answer("Check everything now", ENTER);
    expect(await exit).toBe(0);

    expect(parseEnv(readFileSync(file, "utf8"))).toEqual({
      OPENCLAW_GATEWAY_URL: gateway.url,
      OPENCLAW_GATEWAY_TOKEN: gateway.token,
      DISCORD_TOKEN: discord.token,
      DISCORD_ADMINS: "1,2",
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_ADMINS: "3",
      TELEGRAM_WARNING_CHATS: "-1005:6",
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
    const before =
      "# mine\nOPENCLAW_GATEWAY_URL=ws://10.0.0.1:18789\nOTHER='a b'\nDISCORD_TOKEN=fake\nLOG_LEVEL=warn\n";
    writeFileSync(file, before);
    chmodSync(file, 0o644);
    const env = { DISCORD_API_URL: "http://127.0.0.1:1" };
    const run = async (confirm: string): Promise<Dialogue> => {
      const dialogue = startSetup({ file, env });
      await dialogue.answer("Address of the gateway", ENTER);
      await dialogue.answer("Enter for none", ENTER);
      await dialogue.answer("Where should it answer?", ENTER);
      await dialogue.answer("Enter keeps the one that is set", ENTER);
      await dialogue.answer("Only in this server", `42${ENTER}`);
      await dialogue.answer("Who may repair", ENTER);
      await dialogue.answer("Where it warns", ENTER);
      await dialogue.answer("exists. Set DISCORD_GUILD_ID there, and keep its other lines?", confirm);
      return dialogue;
    };
    const declined = await run(`n`);
    expect(await declined.exit).toBe(2);
    expect(declined.printed()).toContain("Nothing was written.");
    expect(readFileSync(file, "utf8")).toBe(before);

    const accepted = await run(ENTER);
    await accepted.answer("Check everything now", "n");
    expect(await accepted.exit).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`${before}DISCORD_GUILD_ID=42\n`);
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
    await answer("Address of the gateway", ENTER);
    await answer("Its token", ENTER);
    await answer("Where should it answer?", `${SPACE}${ENTER}`);
    await answer("Token of the Discord bot", `MTAwMDAwMDAwMDAwMDAwMDAx.fake.fake${ENTER}`);
    await answer("Only in this server", ENTER);
    await answer("Who may repair", ENTER);
    await answer("Where it warns", ENTER);
    await answer("which only you may read?", ENTER);
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
    await answer("Who may repair", ENTER);
    await answer("Where it warns", ENTER);
    await answer("exists. Set TELEGRAM_TOKEN there", ENTER);
    await answer("Check everything now", "n");
    expect(await exit).toBe(0);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, "utf8")).toBe("OPENCLAW_GATEWAYS=[]\nTELEGRAM_TOKEN=1:fake\n");
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
