import { RequestMethod, Routes, type RouteLike } from "discord.js";
import { type PublishedCommand, compareCommands, readRegistered, toPublished } from "./commands.ts";
import type { Rest } from "../wire/rest.ts";
import type { CommandSummary } from "../../../core/command.ts";

export interface Published {
  readonly created: readonly string[];
  readonly edited: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes Discord's list of our commands the given one, touching only what differs: an overwrite of the whole
 * list would fail on an application with an entry point, and would cost a command its per-server settings.
 */
export async function publishCommands(
  rest: Rest,
  place: { readonly applicationId: string; readonly guildId?: string | undefined },
  commands: readonly CommandSummary[],
  signal: AbortSignal,
): Promise<Published> {
  const list = listRoute(place.applicationId, place.guildId);
  // Left out, Discord tells them in no language but our own.
  const query = { with_localizations: "true" };
  const answer = await rest.call({ method: RequestMethod.Get, route: list, query, signed: true }, signal);
  const registered = readRegistered(answer);
  const { create, edit, remove } = compareCommands(registered, commands.map(toPublished));
  for (const { id } of remove) {
    await rest.call({ method: RequestMethod.Delete, route: oneRoute(list, id), signed: true }, signal);
  }
  for (const { id, command } of edit) {
    await rest.call(
      { method: RequestMethod.Patch, route: oneRoute(list, id), body: toPatch(command), signed: true },
      signal,
    );
  }
  for (const command of create) {
    await rest.call({ method: RequestMethod.Post, route: list, body: command, signed: true }, signal);
  }
  return {
    created: create.map(({ name }) => name),
    edited: edit.map(({ command }) => command.name),
    removed: remove.map(({ name }) => name),
  };
}

const listRoute = (applicationId: string, guildId: string | undefined): RouteLike =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);

const oneRoute = (list: RouteLike, id: string): RouteLike => `${list}/${id}`;

/** A command's type is given when it is made and cannot be edited. */
const toPatch = (command: PublishedCommand): object => ({ ...command, type: undefined });
