import { z } from "zod";
import type { CheckParts } from "../../core/configured-platform.ts";
import type { Finding } from "../../core/finding.ts";
import { adminsFinding, askForBot, roomsFinding, tokenFinding, type TokenAnswer } from "../shared/bot-token.ts";
import type { Introduction } from "../shared/definition.ts";
import { introduceToken } from "../shared/bot-token.ts";
import type { DiscordSettings } from "./index.ts";
import { inviteLink } from "./invite.ts";
import { readApiRoot, readToken } from "./settings.ts";

const USER = z.object({ id: z.string(), username: z.string(), discriminator: z.string().default("0") });

/** `GET /users/@me`. `root` as discord.js takes it, without a version. */
function askWho(apiUrl: string | undefined, given: string, { version, signal }: CheckParts): Promise<TokenAnswer> {
  const token = readToken(given);
  if (token === undefined) return Promise.resolve({ state: "refused" });
  const asked = {
    url: `${readApiRoot(apiUrl)}/v10/users/@me`,
    headers: { authorization: `Bot ${token}`, "user-agent": `DiscordBot (openclaw-companion, ${version})` },
    read(body: unknown) {
      const { data } = USER.safeParse(body);
      if (!data) return null;
      const isNumbered = data.discriminator !== "0";
      return { id: data.id, name: isNumbered ? `${data.username}#${data.discriminator}` : data.username };
    },
    refusals: [401],
  };
  return askForBot(asked, signal);
}

export async function checkDiscord(settings: DiscordSettings, parts: CheckParts): Promise<readonly Finding[]> {
  const answer = await askWho(settings.apiUrl, settings.token, parts);
  const source = "https://discord.com/developers/applications (your application, Bot, Reset Token)";
  const service = { label: "Discord", prefix: "DISCORD", root: readApiRoot(settings.apiUrl), source };
  return [
    tokenFinding(service, answer),
    adminsFinding("Discord", "DISCORD_ADMINS", settings.admins),
    roomsFinding("Discord", "DISCORD_WARNING_CHANNELS", settings.warningChannels),
  ];
}

const INVITE =
  "Invite it to your server. It asks for View Channel, Send Messages, Embed Links, Attach Files and " +
  "Read Message History, and for nothing else:";

export async function introduceDiscord(
  token: string,
  apiUrl: string | undefined,
  parts: CheckParts,
): Promise<Introduction> {
  const answer = await askWho(apiUrl, token, parts);
  const id = answer.state === "good" ? answer.id : idIn(token);
  return { ...introduceToken(answer), link: id === null ? null : { title: INVITE, url: inviteLink(id) } };
}

/** A Discord token begins with the bot's id, in base64. */
function idIn(token: string): string | null {
  const id = Buffer.from(token.split(".", 1)[0] ?? "", "base64").toString("latin1");
  return /^\d{15,20}$/.test(id) ? id : null;
}
