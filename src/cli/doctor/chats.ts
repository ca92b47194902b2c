import type { DiscordConfig, TelegramConfig } from "../../config.ts";
import { readApiRoot, readToken } from "../../platforms/discord/settings.ts";
import type { Shell } from "../subcommand.ts";
import { countOf, fine, mend, note, unknown, type Finding } from "./finding.ts";
import { askDiscord, askTelegram, type TokenAnswer } from "./token.ts";

const TELEGRAM_ROOT = "https://api.telegram.org";

interface Service {
  readonly name: string;
  readonly prefix: "DISCORD" | "TELEGRAM";
  readonly root: string;
  /** Where a good token comes from. */
  readonly source: string;
}

export async function inspectDiscord(config: DiscordConfig, shell: Shell): Promise<readonly Finding[]> {
  const root = readApiRoot(config.apiUrl);
  const token = readToken(config.token);
  const answer: TokenAnswer =
    token === undefined ? { state: "refused" } : await askDiscord(root, token, shell.version, shell.signal);
  const source = "https://discord.com/developers/applications (your application, Bot, Reset Token)";
  return [
    toFinding({ name: "Discord", prefix: "DISCORD", root, source }, answer, shell),
    inspectAdmins("Discord", "DISCORD_ADMINS", config.admins),
    inspectWarnings("Discord", "DISCORD_WARNING_CHANNELS", config.warningChannels),
  ];
}

export async function inspectTelegram(config: TelegramConfig, shell: Shell): Promise<readonly Finding[]> {
  const root = config.apiUrl ?? TELEGRAM_ROOT;
  const answer = await askTelegram(root, config.token, shell.signal);
  const source = "@BotFather (/mybots, your bot, API Token)";
  return [
    toFinding({ name: "Telegram", prefix: "TELEGRAM", root, source }, answer, shell),
    inspectAdmins("Telegram", "TELEGRAM_ADMINS", config.admins),
    inspectWarnings("Telegram", "TELEGRAM_WARNING_CHATS", config.warningChats),
    note(
      "Telegram",
      "whether another program polls with this token was not tried: that would disturb it",
      "if commands go unanswered, one does; give the companion a bot of its own, never the gateway's",
    ),
  ];
}

function toFinding({ name, prefix, root, source }: Service, answer: TokenAnswer, { env }: Shell): Finding {
  const { host } = new URL(root);
  switch (answer.state) {
    case "good":
      return fine(name, `the token is good; the bot is ${answer.name}`);
    case "refused":
      return mend(name, `${host} refuses the token`, `set ${prefix}_TOKEN to a token from ${source}`);
    case "strange":
      return mend(name, `${host} does not answer as ${name} does (status ${answer.status})`, `check ${prefix}_API_URL`);
    case "busy":
      return unknown(name, `${host} ${answer.why}, so the token was not checked`, "run doctor again in a minute");
    case "unreachable": {
      const proxy = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].find((variable) => env[variable]);
      const direct = proxy === undefined ? "" : `; ${proxy} is set, but the companion connects directly`;
      const cause = /CERT|TLS|SSL/.test(answer.why)
        ? "trust its certificate (NODE_EXTRA_CA_CERTS)"
        : "check network and DNS";
      return mend(name, `${host} cannot be reached (${answer.why})`, `${cause}${direct}`);
    }
  }
}

const inspectAdmins = (name: string, variable: string, admins: readonly string[]): Finding =>
  admins.length > 0
    ? fine(name, `${countOf(admins.length, "admin")} may repair`)
    : note(name, "nobody is an admin, so nobody can repair from there", `set ${variable} to allow it`);

const inspectWarnings = (name: string, variable: string, targets: readonly string[]): Finding =>
  targets.length > 0
    ? fine(name, `warns ${countOf(targets.length, "place")} by itself`)
    : note(name, "warns nobody by itself", `set ${variable} if it should`);
