import { z } from "zod";
import type { CheckParts } from "../../core/configured-platform.ts";
import { mend, note, type Finding } from "../../core/finding.ts";
import {
  adminsFinding,
  askForBot,
  clockFinding,
  introduceToken,
  tokenFinding,
  type TokenAnswer,
} from "../shared/bot-token.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";
import { hostOf, isGatewaysOwn } from "./wire/webhook.ts";
import { createTelegram } from "./adapter.ts";
import { SILENT } from "../../core/log.ts";
import { checkRooms } from "../shared/check-rooms.ts";
import { readNetwork, type Network } from "../../lib/network.ts";
import { createDialer } from "../../net/dialer.ts";
import type { Introduction } from "../shared/definition.ts";
import type { TelegramSettings } from "./settings.ts";

const ROOT = "https://api.telegram.org";
const CHAT = z.object({ ok: z.literal(true) });
const WEBHOOK = z.object({ ok: z.literal(true), result: z.object({ url: z.string() }) });
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
  const source = say("check.token-refused-telegram");
  const admins = [...settings.admins, ...(parts.enrolledIds ?? [])];
  return [
    tokenFinding({ label: "Telegram", prefix: "TELEGRAM", root, source }, answer),
    ...clockFinding("Telegram", answer, parts.clock),
    adminsFinding("Telegram", admins),
    ...(answer.state === "good"
      ? [
          ...(await checkAdmins(admins, settings.token, root, network, parts)),
          ...(await checkChats(settings, network, parts)),
          ...(await checkWebhook(settings, root, network, parts)),
        ]
      : []),
    note("Telegram", say("check.polling"), say("check.polling-fix")),
  ];
}

/** Whether the bot can write to each admin alone: for private answers, and where no room takes warnings. */
async function checkAdmins(
  admins: readonly string[],
  token: string,
  root: string,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const way = await createDialer(network).dispatcher(root);
  const asked = admins.map(async (admin) => {
    const url = `${root}/bot${token}/getChat?chat_id=${admin}`;
    const read = (body: unknown) => (CHAT.safeParse(body).success ? { id: admin, name: admin } : null);
    return (await askForBot({ url, headers: {}, read, refusals: [400, 403] }, way, parts.signal)).state;
  });
  const states = await Promise.all(asked);
  const closed = admins.filter((_, at) => states[at] === "refused");
  if (closed.length === 0) return [];
  const text = say("check.admins-closed", { count: closed.length, admins: sayListed(closed) });
  return [note("Telegram", text, say("check.admins-closed-fix"))];
}

/** While one is set, no message reaches whoever polls. */
async function checkWebhook(
  { token }: TelegramSettings,
  root: string,
  network: Network,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  let url = "";
  const read = (body: unknown) => {
    const { data } = WEBHOOK.safeParse(body);
    url = data?.result.url ?? "";
    return data ? { id: "", name: "" } : null;
  };
  const asked = { url: `${root}/bot${token}/getWebhookInfo`, headers: {}, read, refusals: [404] };
  await askForBot(asked, await createDialer(network).dispatcher(root), parts.signal);
  if (url === "") return [];
  const hint = isGatewaysOwn(url) ? say("check.webhook-gateway") : say("check.webhook-other");
  return [mend("Telegram", say("check.webhook", { whose: hostOf(url) }), hint)];
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
  const title = say("setup.telegram-invite");
  const isGood = answer.state === "good";
  const link = isGood ? { title, url: `https://t.me/${answer.name.slice(1)}?startgroup=true` } : null;
  return { ...introduceToken(answer), link };
}
