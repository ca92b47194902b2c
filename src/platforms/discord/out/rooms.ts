import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { DiscordFailure } from "../wire/failure.ts";
import type { Rest } from "../wire/rest.ts";
import { toPostFailed } from "./post-failed.ts";

const WITHIN = 8_000;

/** Whether the channel is there and lets the bot in, asked without a message. Rejects with `PostFailed`. */
export async function probeChannel(rest: Rest, target: string, signal?: AbortSignal): Promise<void> {
  try {
    const call = { method: RequestMethod.Get, route: Routes.channel(target), signed: true, within: WITHIN } as const;
    await rest.call(call, signal);
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
    // What cannot be asked is found out by the next post.
    if (error.kind !== "invalid") throw toPostFailed(target, error);
  }
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
