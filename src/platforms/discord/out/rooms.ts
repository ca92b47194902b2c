import { RequestMethod, RESTJSONErrorCodes, Routes } from "discord.js";
import { z } from "zod";
import type { PostFailed } from "../../../core/platform.ts";
import { say } from "../../../words/say.ts";
import { postFailed } from "../../shared/failed.ts";
import { DiscordFailure } from "../wire/failure.ts";
import type { Rest } from "../wire/rest.ts";
import { postingTo, toPostFailed } from "./post-failed.ts";
import { findMissingRights, type Right } from "./rights.ts";

const WITHIN = 8_000;

/**
 * Whether the channel is there and lets the bot write, asked without a message. Resolves to the rights without which
 * cards arrive incomplete. Rejects with `PostFailed`.
 */
export async function probeChannel(rest: Rest, target: string, signal?: AbortSignal): Promise<readonly string[]> {
  const missing = await missingIn(rest, target, signal);
  if (missing.some(({ isVital }) => isVital)) throw lacking(target, missing);
  return missing.map(({ name }) => name);
}

/** Of a post that Discord denied: which right is missing, where that can be told. */
export async function explainDenial(
  rest: Rest,
  target: string,
  failure: DiscordFailure,
  signal?: AbortSignal,
): Promise<PostFailed> {
  if (failure.code !== RESTJSONErrorCodes.MissingPermissions && failure.code !== RESTJSONErrorCodes.MissingAccess)
    return toPostFailed(target, failure);
  const missing = await missingIn(rest, target, signal).catch(() => []);
  return missing.length > 0 ? lacking(target, missing) : toPostFailed(target, failure);
}

async function missingIn(rest: Rest, target: string, signal: AbortSignal | undefined): Promise<readonly Right[]> {
  try {
    return (await findMissingRights(rest, target, signal)) ?? [];
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
    // What cannot be asked is found out by the next post.
    if (error.kind === "invalid") return [];
    throw toPostFailed(target, error);
  }
}

function lacking(target: string, missing: readonly Right[]): PostFailed {
  const rights = missing.map(({ name }) => name);
  return postFailed("gone", postingTo(target), say("rooms.lacks", { rights }), {
    fix: say("rooms.lacks-fix", { rights }),
  });
}

const Channel = z.object({ id: z.string() });

/** The direct channel of each listed admin who takes one; roles have none. */
export async function openAdminRooms(
  rest: Rest,
  admins: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const opened = await Promise.all(admins.map((admin) => openDirect(rest, admin, signal)));
  return opened.filter((channel) => channel !== null);
}

async function openDirect(rest: Rest, admin: string, signal: AbortSignal | undefined): Promise<string | null> {
  try {
    const body = { recipient_id: admin };
    const call = { method: RequestMethod.Post, route: Routes.userChannels(), body, signed: true } as const;
    return Channel.safeParse(await rest.call({ ...call, within: WITHIN }, signal)).data?.id ?? null;
  } catch (error) {
    if (error instanceof DiscordFailure) return null;
    throw error;
  }
}
