import { RequestMethod, RESTJSONErrorCodes as Codes, Routes } from "discord.js";
import { postFailed } from "../../shared/failed.ts";
import { DiscordFailure } from "./failure.ts";
import type { Rest } from "./rest.ts";

const NEVER = new AbortController().signal;
const NOT_THERE: ReadonlySet<number | undefined> = new Set([
  404,
  Codes.UnknownMember,
  Codes.UnknownUser,
  Codes.UnknownGuild,
]);

/** Whether somebody is in a server now. Rejects when Discord does not tell. */
export async function isMember(rest: Rest, server: string, person: string, signal = NEVER): Promise<boolean> {
  try {
    await rest.call({ method: RequestMethod.Get, route: Routes.guildMember(server, person), signed: true }, signal);
    return true;
  } catch (error) {
    if (error instanceof DiscordFailure && NOT_THERE.has(error.code)) return false;
    throw error;
  }
}

const SERVER = /^\d{1,24}$/;

/** Takes the bot out of a server; false when it is in no such server. Rejects when Discord does not do it. */
export async function leaveServer(rest: Rest, server: string, signal = NEVER): Promise<boolean> {
  if (!SERVER.test(server)) return false;
  try {
    await rest.call({ method: RequestMethod.Delete, route: Routes.userGuild(server), signed: true }, signal);
    return true;
  } catch (error) {
    if (error instanceof DiscordFailure && NOT_THERE.has(error.code)) return false;
    throw error instanceof DiscordFailure ? postFailed("later", "discord: cannot leave", error.why) : error;
  }
}
