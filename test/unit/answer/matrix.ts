import { createAnswer } from "../../../src/answer.ts";
import { createAudience } from "../../../src/app/audience.ts";
import { readConfig } from "../../../src/config.ts";
import type { Caller, Command, Origin } from "../../../src/core/command.ts";
import type { ChatPlatform, Community } from "../../../src/core/platform.ts";
import type { Room } from "../../../src/core/rooms.ts";

/** Somebody, and whether they belong to what was set up. */
export const PEOPLE = {
  stranger: { admin: false, isMember: false },
  member: { admin: false, isMember: true },
  admin: { admin: true, isMember: false },
} as const;

type Place = Pick<Origin, "platform" | "kind" | "community" | "userInstalled"> & { readonly room: string };
const place = (
  platform: string,
  kind: Origin["kind"],
  community: string | null,
  room: string,
  userInstalled = false,
): Place => ({ platform, kind, community, room, userInstalled });

/** Servers 1 and 2 and chat -101 are set up, each in its own way; the others are not. */
export const PLACES = {
  "discord: server of the settings": place("discord", "group", "1", "11"),
  "discord: server of a room": place("discord", "group", "2", "21"),
  "discord: another channel of that server": place("discord", "group", "2", "22"),
  "discord: server nobody named": place("discord", "group", "9", "91"),
  "discord: app brought along to that server": place("discord", "group", "9", "92", true),
  "discord: app brought along to a server set up": place("discord", "group", "2", "21", true),
  "discord: group of friends": place("discord", "group", null, "93", true),
  "discord: direct message": place("discord", "direct", null, "94"),
  "discord: app brought along to a direct message": place("discord", "direct", null, "95", true),
  "telegram: group of the settings": place("telegram", "group", "-101", "-101"),
  "telegram: topic of that group": place("telegram", "group", "-101", "-101:7"),
  "telegram: group of a room": place("telegram", "group", "-102", "-102"),
  "telegram: group nobody named": place("telegram", "group", "-109", "-109"),
  "telegram: channel nobody named": place("telegram", "channel", "-108", "-108"),
  "telegram: direct message": place("telegram", "direct", "501", "501"),
} as const satisfies Readonly<Record<string, Place>>;

export const SETTINGS = {
  "rooms only": { DISCORD_WARNING_CHANNELS: "21", TELEGRAM_WARNING_CHATS: "-101:7" },
  "one server": { DISCORD_GUILD_ID: "1", DISCORD_WARNING_CHANNELS: "21", TELEGRAM_WARNING_CHATS: "-101" },
  "more by name": {
    DISCORD_GUILD_ID: "1",
    COMPANION_AUDIENCE: "discord:9,telegram:-109",
    TELEGRAM_WARNING_CHATS: "-101",
  },
  everyone: { COMPANION_AUDIENCE: "everyone" },
} as const;

const ROOMS: readonly Room[] = [{ to: { platform: "telegram", target: "-102" }, state: "on", by: "x", at: 0 }];
const SERVERS: readonly Community[] = ["1", "2", "9"].map((id) => ({
  id,
  name: null,
  rooms: new Set([`${id}1`, `${id}2`]),
}));
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What somebody gets by a command, by a press, and while typing, in words of one syllable. */
export async function outcome(
  settings: keyof typeof SETTINGS,
  person: keyof typeof PEOPLE,
  at: keyof typeof PLACES,
  commands: readonly Command[],
  command: Command,
): Promise<string> {
  const { admin, isMember } = PEOPLE[person];
  const { room, ...origin } = PLACES[at];
  const platform = (id: string): ChatPlatform => ({
    id,
    serve: () => Promise.resolve(),
    post: () => Promise.reject(new Error("nothing is posted")),
    status: () => ({ state: "ready", as: "bot" }),
    ...(id === "discord" && { communities: () => SERVERS }),
    isMember: () => Promise.resolve(isMember),
  });
  const audience = createAudience({
    config: readConfig({ DISCORD_TOKEN: "x", TELEGRAM_TOKEN: "y", ...SETTINGS[settings] }, () => ""),
    rooms: () => Promise.resolve(ROOMS),
    platforms: () => [platform("discord"), platform("telegram")],
    clock: () => 1_000_000,
    log: SILENT,
  });
  const answer = createAnswer(commands, { audience, audit: null, clock: () => 1_000_000, log: SILENT });
  const caller: Caller = { platform: origin.platform, id: "501", name: "somebody", admin };
  const call = { name: command.name, args: {}, caller, origin: { ...origin, at: null }, place: room, signal: SIGNAL };
  const admitted = await answer.admit(call);
  const reply = await admitted?.reply();
  const again = await answer.admit(call);
  const [option = ""] = Object.entries(command.options).find(([, { choices }]) => choices) ?? [];
  const proposed = await answer.propose({ ...call, option, typed: "" });
  const said =
    reply === undefined
      ? "nothing"
      : reply.card.title === "Not set up for this place"
        ? `not here, then ${again === null ? "nothing" : "something"}`
        : reply.card.title === "Only admins may do that"
          ? "admins only"
          : `answered${admitted?.isPrivate ? " alone" : ""}`;
  return proposed.length > 0 ? `${said}, proposed` : said;
}

const SIGNAL = new AbortController().signal;
