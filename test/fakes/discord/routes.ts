import { type Answer, NOTHING, bodyOf, refuse } from "./answer.ts";
import { callback, edit, followUp, post, remove, withMessage, withPending, withReply } from "./message-routes.ts";
import {
  withoutLocalizations,
  apiCommand,
  apiApplication,
  apiChannel,
  apiMessage,
  apiOwnGuilds,
  apiOwnMember,
  apiWholeGuild,
  botUser,
} from "./shapes.ts";
import type { FakeCall, Json } from "./types.ts";
import type { World } from "./world.ts";

type Handler = (world: World, call: FakeCall, ids: readonly string[]) => Answer;

/** Every operation the companion uses, by `METHOD` and path; more answer 404. */
const ROUTES: readonly (readonly [string, RegExp, Handler])[] = [
  ["GET", /^\/users\/@me$/, (world) => ({ status: 200, body: botUser(world) })],
  ["GET", /^\/applications\/@me$/, (world) => ({ status: 200, body: apiApplication(world) })],
  ["GET", /^\/gateway\/bot$/, () => refuse(500, 0, "answered by the server")],
  ["GET", /^\/applications\/\d+\/commands$/, (world, call) => listCommands(world, "global", call)],
  ["POST", /^\/applications\/\d+\/commands$/, (world, call) => createCommand(world, "global", call)],
  ["PATCH", /^\/applications\/\d+\/commands\/(\d+)$/, (world, call, [id]) => editCommand(world, "global", id, call)],
  ["DELETE", /^\/applications\/\d+\/commands\/(\d+)$/, (world, _, [id]) => removeCommand(world, "global", id)],
  [
    "GET",
    /^\/applications\/\d+\/guilds\/(\d+)\/commands$/,
    (world, call, [guild]) => inGuild(world, guild, (place) => listCommands(world, place, call)),
  ],
  [
    "POST",
    /^\/applications\/\d+\/guilds\/(\d+)\/commands$/,
    (world, call, [guild]) => inGuild(world, guild, (place) => createCommand(world, place, call)),
  ],
  [
    "PATCH",
    /^\/applications\/\d+\/guilds\/(\d+)\/commands\/(\d+)$/,
    (world, call, [guild, id]) => inGuild(world, guild, (place) => editCommand(world, place, id, call)),
  ],
  [
    "DELETE",
    /^\/applications\/\d+\/guilds\/(\d+)\/commands\/(\d+)$/,
    (world, _, [guild, id]) => inGuild(world, guild, (place) => removeCommand(world, place, id)),
  ],
  [
    "POST",
    /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    (world, call, [id, token]) => callback(world, id, token, call),
  ],
  [
    "POST",
    /^\/webhooks\/\d+\/([^/]+)$/,
    (world, call, [token]) => withPending(world, token, (pending) => followUp(world, pending, call)),
  ],
  [
    "GET",
    /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
    (world, _, [token, id]) =>
      withReply(world, token, id, (message) => ({ status: 200, body: apiMessage(world, message) })),
  ],
  [
    "PATCH",
    /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
    (world, call, [token, id]) => withReply(world, token, id, (message) => edit(world, message, call)),
  ],
  [
    "DELETE",
    /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
    (world, _, [token, id]) => withReply(world, token, id, remove),
  ],
  [
    "GET",
    /^\/guilds\/(\d+)$/,
    (world, _, [guild]) => inGuild(world, guild, () => ({ status: 200, body: apiWholeGuild(world) })),
  ],
  [
    "GET",
    /^\/guilds\/(\d+)\/members\/(\d+)$/,
    (world, _, [guild, person = ""]) =>
      inGuild(world, guild, () =>
        world.outsiders.has(person)
          ? refuse(404, 10_007, "Unknown Member")
          : { status: 200, body: apiOwnMember(world) },
      ),
  ],
  ["GET", /^\/users\/@me\/guilds$/, (world) => ({ status: 200, body: apiOwnGuilds(world) })],
  ["DELETE", /^\/users\/@me\/guilds\/(\d+)$/, (world, _, [guild]) => leaveGuild(world, guild)],
  ["GET", /^\/channels\/(\d+)$/, (world, _, [channel]) => seeChannel(world, channel)],
  ["POST", /^\/users\/@me\/channels$/, (world, call) => openDirect(world, bodyOf(call)["recipient_id"])],
  ["POST", /^\/channels\/(\d+)\/messages$/, (world, call, [channel]) => post(world, channel, call)],
  [
    "GET",
    /^\/channels\/\d+\/messages\/(\d+)$/,
    (world, _, [id]) => withMessage(world, id, (message) => ({ status: 200, body: apiMessage(world, message) })),
  ],
  [
    "PATCH",
    /^\/channels\/\d+\/messages\/(\d+)$/,
    (world, call, [id]) => withMessage(world, id, (message) => edit(world, message, call)),
  ],
  ["DELETE", /^\/channels\/\d+\/messages\/(\d+)$/, (world, _, [id]) => withMessage(world, id, remove)],
];

/** Interactions and webhooks carry a token of their own in the path. */
export const needsToken = (path: string): boolean => !/^\/(?:interactions|webhooks)\//.test(path);

/** Does what a call asks for; `path` begins after `/api/v10`. */
export function route(world: World, call: FakeCall, path: string): Answer {
  for (const [method, pattern, handle] of ROUTES) {
    const found = method === call.method ? pattern.exec(decodeURIComponent(path)) : null;
    if (found !== null) return handle(world, call, found.slice(1));
  }
  return refuse(404, 0, "404: Not Found");
}

const commandsOf = (world: World, place: string): Json[] => {
  const commands = world.commands.get(place) ?? [];
  world.commands.set(place, commands);
  return commands;
};

const listCommands = (world: World, place: string, { query }: FakeCall): Answer => {
  const all = commandsOf(world, place);
  return { status: 200, body: query["with_localizations"] === "true" ? all : all.map(withoutLocalizations) };
};

const inGuild = (world: World, guild: string | undefined, then: (place: string) => Answer): Answer =>
  world.invited && guild === world.guildId ? then(guild) : refuse(403, 50_001, "Missing Access");

const seeChannel = (world: World, id: string | undefined): Answer =>
  id !== undefined && world.channels.has(id)
    ? {
        status: 200,
        body: apiChannel(world, id),
      }
    : refuse(404, 10_003, "Unknown Channel");

function leaveGuild(world: World, guild = ""): Answer {
  return world.elsewhere.delete(guild) ? NOTHING : refuse(404, 10_004, "Unknown Guild");
}

/** Each person has one direct channel with the bot. */
function openDirect(world: World, person: unknown): Answer {
  const id = `4${String(person).slice(1)}`;
  world.channels.add(id);
  return { status: 200, body: { id, type: 1, flags: 0, last_message_id: null, recipients: [] } };
}

function createCommand(world: World, place: string, call: FakeCall): Answer {
  const commands = commandsOf(world, place);
  const command = apiCommand(world, place, world.id(), bodyOf(call));
  commands.push(command);
  return { status: 201, body: command };
}

function editCommand(world: World, place: string, id: string | undefined, call: FakeCall): Answer {
  const commands = commandsOf(world, place);
  const at = commands.findIndex((command) => command["id"] === id);
  const before = commands[at];
  if (before === undefined || id === undefined) return refuse(404, 10_063, "Unknown application command");
  const after = apiCommand(world, place, id, { ...before, ...bodyOf(call) });
  commands[at] = after;
  return { status: 200, body: after };
}

function removeCommand(world: World, place: string, id: string | undefined): Answer {
  const commands = commandsOf(world, place);
  const at = commands.findIndex((command) => command["id"] === id);
  if (at < 0) return refuse(404, 10_063, "Unknown application command");
  commands.splice(at, 1);
  return NOTHING;
}
