import { inviteLink } from "../../platforms/discord/invite.ts";
import { readApiRoot, readToken } from "../../platforms/discord/settings.ts";
import { askDiscord, askTelegram, type TokenAnswer } from "../doctor/token.ts";
import type { Shell } from "../subcommand.ts";
import type { Prompts } from "./prompts.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Tells whose token that is, and how the bot comes into a server or a group. Says nothing of a token in a file. */
export async function introduce(
  chat: "discord" | "telegram",
  token: string | undefined,
  env: Env,
  prompts: Prompts,
  shell: Shell,
): Promise<void> {
  if (!token) return;
  const answer = await (chat === "discord" ? askDiscordBot(token, env, shell) : askTelegramBot(token, env, shell));
  if (answer.state === "refused") prompts.say("warn", "The service refuses this token; it is kept, doctor says more.");
  else if (answer.state !== "good")
    prompts.say("warn", "The service cannot be asked now; doctor checks the token later.");
  else prompts.say("success", `The token is good; the bot is ${answer.name}.`);

  if (chat === "discord") {
    const id = answer.state === "good" ? answer.id : idIn(token);
    if (id !== null) prompts.link(INVITE, inviteLink(id));
  } else if (answer.state === "good") {
    const title = "Press Start in a private chat with it, or add it to your group:";
    prompts.link(title, `https://t.me/${answer.name.slice(1)}?startgroup=true`);
  }
}

const INVITE =
  "Invite it to your server. It asks for View Channel, Send Messages, Embed Links, Attach Files and " +
  "Read Message History, and for nothing else:";

function askDiscordBot(token: string, env: Env, { version, signal }: Shell): Promise<TokenAnswer> {
  const bare = readToken(token);
  if (bare === undefined) return Promise.resolve({ state: "refused" });
  return askDiscord(readApiRoot(env["DISCORD_API_URL"]), bare, version, signal);
}

const askTelegramBot = (token: string, env: Env, { signal }: Shell): Promise<TokenAnswer> =>
  askTelegram((env["TELEGRAM_API_URL"] ?? "https://api.telegram.org").replace(/\/+$/, ""), token, signal);

/** A Discord token begins with the bot's id, in base64. */
function idIn(token: string): string | null {
  const id = Buffer.from(token.split(".", 1)[0] ?? "", "base64").toString("latin1");
  return /^\d{15,20}$/.test(id) ? id : null;
}
