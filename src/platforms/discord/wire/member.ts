import { RequestMethod, RESTJSONErrorCodes as Codes, Routes } from "discord.js";
import { DiscordFailure } from "./failure.ts";
import type { Rest } from "./rest.ts";

const NEVER = new AbortController().signal;
const NOT_THERE: ReadonlySet<number | undefined> = new Set([404, Codes.UnknownMember, Codes.UnknownUser]);

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
