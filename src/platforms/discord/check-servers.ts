import { z } from "zod";
import type { CheckParts } from "../../core/configured-platform.ts";
import { fine, mend, unknown, type Finding } from "../../core/finding.ts";
import type { Network } from "../../lib/network.ts";
import { createDialer } from "../../net/dialer.ts";
import { askForBot, type TokenAnswer } from "../shared/bot-token.ts";
import { say } from "../../words/say.ts";
import { inviteLink } from "./invite.ts";
import { readApiRoot, readToken, type DiscordSettings } from "./settings.ts";

const SERVER = z.object({ id: z.string(), name: z.string() });
const SERVERS = z.array(z.object({ id: z.string() })).max(200);

export const agentOf = ({ version }: CheckParts): string => `DiscordBot (openclaw-companion, ${version})`;

/** Whether the bot is in the server of the settings, or in any at all where none is set. */
export async function checkServers(
  bot: string,
  { guildId, apiUrl, token }: DiscordSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const ask: Ask = async (path, read) => {
    const url = `${readApiRoot(apiUrl)}/v10${path}`;
    const headers = { authorization: `Bot ${readToken(token)}`, "user-agent": agentOf(parts) };
    const way = await createDialer(network).dispatcher(readApiRoot(apiUrl));
    return askForBot({ url, headers, read, refusals: [403, 404] }, way, parts.signal);
  };
  return guildId === undefined ? checkAny(bot, ask) : [await checkOne(guildId, bot, ask)];
}

type Ask = (path: string, read: (body: unknown) => { id: string; name: string } | null) => Promise<TokenAnswer>;

async function checkOne(id: string, bot: string, ask: Ask): Promise<Finding> {
  const answer = await ask(`/guilds/${id}`, (body) => SERVER.safeParse(body).data ?? null);
  if (answer.state === "good") return fine("Discord", say("check.server", { server: answer.name }));
  const hint = say("check.server-none-fix", { link: inviteLink(bot) });
  if (answer.state === "refused") return mend("Discord", say("check.server-none", { id }), hint);
  return unknown("Discord", say("check.server-unknown", { id }), say("doctor.again"));
}

/** Where a bot is in no server, nobody sees it, and nobody can write to it. */
async function checkAny(bot: string, ask: Ask): Promise<readonly Finding[]> {
  let isNowhere = false;
  await ask("/users/@me/guilds", (body) => {
    isNowhere = SERVERS.safeParse(body).data?.length === 0;
    return null;
  });
  if (!isNowhere) return [];
  return [mend("Discord", say("check.nowhere"), say("check.nowhere-fix", { link: inviteLink(bot) }))];
}
