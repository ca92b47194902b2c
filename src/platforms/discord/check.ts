import { z } from "zod";
import type { CheckParts } from "../../core/configured-platform.ts";
import { note, type Finding } from "../../core/finding.ts";
import { openOutward } from "./wire/outward.ts";
import { createDiscord } from "./adapter.ts";
import { agentOf, checkServers } from "./check-servers.ts";
import { SILENT } from "../../core/log.ts";
import { checkRooms } from "../shared/check-rooms.ts";
import { adminsFinding, askForBot, clockFinding, tokenFinding, type TokenAnswer } from "../shared/bot-token.ts";
import { readNetwork, type Network } from "../../lib/network.ts";
import { createDialer } from "../../net/dialer.ts";
import type { Introduction } from "../shared/definition.ts";
import { introduceToken } from "../shared/bot-token.ts";
import { say } from "../../words/say.ts";
import { PORTAL } from "./portal.ts";
import { inviteLink } from "./invite.ts";
import { readApiRoot, readToken, type DiscordSettings } from "./settings.ts";

const USER = z.object({ id: z.string(), username: z.string(), discriminator: z.string().default("0") });

/** `GET /users/@me`. `root` as discord.js takes it, without a version. */
async function askWho(
  apiUrl: string | undefined,
  given: string,
  network: Network,
  parts: CheckParts,
): Promise<TokenAnswer> {
  const token = readToken(given);
  if (token === undefined) return { state: "refused" };
  const asked = {
    url: `${readApiRoot(apiUrl)}/v10/users/@me`,
    headers: { authorization: `Bot ${token}`, "user-agent": agentOf(parts) },
    read(body: unknown) {
      const { data } = USER.safeParse(body);
      if (!data) return null;
      const isNumbered = data.discriminator !== "0";
      return { id: data.id, name: isNumbered ? `${data.username}#${data.discriminator}` : data.username };
    },
    refusals: [401],
  };
  return askForBot(asked, await createDialer(network).dispatcher(asked.url), parts.signal);
}

export async function checkDiscord(
  settings: DiscordSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const answer = await askWho(settings.apiUrl, settings.token, network, parts);
  const source = say("check.token-refused-discord", { portal: PORTAL });
  const service = { label: "Discord", prefix: "DISCORD", root: readApiRoot(settings.apiUrl), source };
  return [
    tokenFinding(service, answer),
    ...clockFinding("Discord", answer, parts.clock),
    adminsFinding("Discord", [...settings.admins, ...(parts.enrolledIds ?? [])]),
    ...(answer.state === "good" ? await checkPlaces(answer.id, settings, network, parts) : []),
  ];
}

/** Tried with a good token only: with another one, each would say the same again. */
async function checkPlaces(
  bot: string,
  settings: DiscordSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const platform = createDiscord({ ...settings, outward: await openOutward(network) }, { ...parts, log: SILENT });
  const rooms = await checkRooms(
    "Discord",
    "DISCORD_WARNING_CHANNELS",
    parts.rooms ?? settings.warningChannels,
    platform,
    parts,
  );
  return [
    ...(await checkVisibility(settings, network, parts)),
    ...(await checkServers(bot, settings, network, parts)),
    ...rooms,
  ];
}

/** Whoever may add it to a server of theirs can ask it there, and is turned away. */
async function checkVisibility(
  { apiUrl, token }: DiscordSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  let isPublic = false;
  const asked = {
    url: `${readApiRoot(apiUrl)}/v10/applications/@me`,
    headers: { authorization: `Bot ${readToken(token)}`, "user-agent": agentOf(parts) },
    read(body: unknown) {
      const { data } = APPLICATION.safeParse(body);
      isPublic = data?.bot_public === true;
      return data ?? null;
    },
    refusals: [401, 403, 404],
  };
  await askForBot(asked, await createDialer(network).dispatcher(asked.url), parts.signal);
  return isPublic ? [note("Discord", say("check.public"), say("check.public-fix"))] : [];
}

const APPLICATION = z.object({ id: z.string(), name: z.string(), bot_public: z.boolean() });

export async function introduceDiscord(
  token: string,
  env: Readonly<Record<string, string | undefined>>,
  parts: CheckParts,
): Promise<Introduction> {
  const answer = await askWho(env["DISCORD_API_URL"], token, readNetwork(env), parts);
  const id = answer.state === "good" ? answer.id : idIn(token);
  return {
    ...introduceToken(answer),
    link: id === null ? null : { title: say("setup.discord-invite"), url: inviteLink(id) },
  };
}

/** A Discord token begins with the bot's id, in base64. */
function idIn(token: string): string | null {
  const id = Buffer.from(token.split(".", 1)[0] ?? "", "base64").toString("latin1");
  return /^\d{15,20}$/.test(id) ? id : null;
}
