import { z } from "zod";
import type { CheckParts } from "../../core/configured-platform.ts";
import { note, type Finding } from "../../core/finding.ts";
import {
  adminsFinding,
  askForBot,
  clockFinding,
  introduceToken,
  tokenFinding,
  type TokenAnswer,
} from "../shared/bot-token.ts";
import { createTelegram } from "./adapter.ts";
import { SILENT } from "../../core/log.ts";
import { checkRooms } from "../shared/check-rooms.ts";
import { readNetwork, type Network } from "../../lib/network.ts";
import { createDialer } from "../../net/dialer.ts";
import type { Introduction } from "../shared/definition.ts";
import type { TelegramSettings } from "./index.ts";

const ROOT = "https://api.telegram.org";
const ME = z.object({ ok: z.literal(true), result: z.object({ id: z.number(), username: z.string() }) });

/** `getMe`. A token of another form than Telegram's is answered with 404. */
const askWho = async (root: string, token: string, network: Network, { signal }: CheckParts): Promise<TokenAnswer> =>
  askForBot(
    {
      url: `${root}/bot${token}/getMe`,
      headers: {},
      read(body) {
        const { data } = ME.safeParse(body);
        return data ? { id: String(data.result.id), name: `@${data.result.username}` } : null;
      },
      refusals: [401, 404],
    },
    await createDialer(network).dispatcher(root),
    signal,
  );

export async function checkTelegram(
  settings: TelegramSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const root = settings.apiUrl ?? ROOT;
  const answer = await askWho(root, settings.token, network, parts);
  const source = "@BotFather (/mybots, your bot, API Token)";
  return [
    tokenFinding({ label: "Telegram", prefix: "TELEGRAM", root, source }, answer),
    ...clockFinding("Telegram", answer, parts.clock),
    adminsFinding("Telegram", [...settings.admins, ...(parts.enrolledIds ?? [])]),
    ...(answer.state === "good" ? await checkChats(settings, network, parts) : []),
    note(
      "Telegram",
      "whether another program polls with this token was not tried: that would disturb it",
      "if commands go unanswered, one does; give the companion a bot of its own, never the gateway's",
    ),
  ];
}

/** Tried with a good token only. A sign of typing is seen by whoever looks just then, and by nobody later. */
async function checkChats(
  settings: TelegramSettings,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const callbacks = { keep: () => Promise.resolve(""), find: () => Promise.resolve(null) };
  const platform = createTelegram(
    { ...settings, choose: await createDialer(network).prepare() },
    { ...parts, log: SILENT, callbacks },
  );
  return checkRooms("Telegram", "TELEGRAM_WARNING_CHATS", parts.rooms ?? settings.warningChats, platform, parts);
}

export async function introduceTelegram(
  token: string,
  env: Readonly<Record<string, string | undefined>>,
  parts: CheckParts,
): Promise<Introduction> {
  const answer = await askWho((env["TELEGRAM_API_URL"] ?? ROOT).replace(/\/+$/, ""), token, readNetwork(env), parts);
  const title = "Press Start in a private chat with it, or add it to your group:";
  const isGood = answer.state === "good";
  const link = isGood ? { title, url: `https://t.me/${answer.name.slice(1)}?startgroup=true` } : null;
  return { ...introduceToken(answer), link };
}
