import { request } from "undici";
import { z } from "zod";
import { SECOND } from "../../core/time.ts";

/** What a chat service says to a token. */
export type TokenAnswer =
  | { readonly state: "good"; readonly id: string; readonly name: string }
  | { readonly state: "refused" }
  /** Answers, but not as the service does. */
  | { readonly state: "strange"; readonly status: number }
  | { readonly state: "busy"; readonly why: string }
  | { readonly state: "unreachable"; readonly why: string };

const TIMEOUT = 8 * SECOND;
const DISCORD_USER = z.object({ id: z.string(), username: z.string(), discriminator: z.string().default("0") });
const TELEGRAM_ME = z.object({ ok: z.literal(true), result: z.object({ id: z.number(), username: z.string() }) });

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly read: (body: unknown) => { readonly id: string; readonly name: string } | null;
  readonly refusals: readonly number[];
}

/** `GET /users/@me`. `root` as discord.js takes it, without a version. */
export const askDiscord = (root: string, token: string, version: string, signal: AbortSignal): Promise<TokenAnswer> =>
  ask(
    {
      url: `${root}/v10/users/@me`,
      headers: { authorization: `Bot ${token}`, "user-agent": `DiscordBot (openclaw-companion, ${version})` },
      read(body) {
        const { data } = DISCORD_USER.safeParse(body);
        if (!data) return null;
        return {
          id: data.id,
          name: data.discriminator === "0" ? data.username : `${data.username}#${data.discriminator}`,
        };
      },
      refusals: [401],
    },
    signal,
  );

/** `getMe`. A token of another form than Telegram's is answered with 404. */
export const askTelegram = (root: string, token: string, signal: AbortSignal): Promise<TokenAnswer> =>
  ask(
    {
      url: `${root}/bot${token}/getMe`,
      headers: {},
      read(body) {
        const { data } = TELEGRAM_ME.safeParse(body);
        return data ? { id: String(data.result.id), name: `@${data.result.username}` } : null;
      },
      refusals: [401, 404],
    },
    signal,
  );

async function ask({ url, headers, read, refusals }: Asked, signal: AbortSignal): Promise<TokenAnswer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
    const { statusCode, body } = await request(url, { headers, signal: limit });
    const text = await body.text();
    if (refusals.includes(statusCode)) return { state: "refused" };
    if (statusCode === 429 || statusCode >= 500) return { state: "busy", why: `answers with status ${statusCode}` };
    const who = statusCode === 200 ? read(toJson(text)) : null;
    return who === null ? { state: "strange", status: statusCode } : { state: "good", ...who };
  } catch (error) {
    // The message may hold the address, and Telegram's holds the token: only the code is passed on.
    const code = error instanceof Error && "code" in error ? String(error.code) : "no connection";
    if (error instanceof Error && error.name === "TimeoutError")
      return { state: "busy", why: "does not answer in time" };
    return { state: "unreachable", why: code };
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
