import { createAnswer } from "../../../src/answer.ts";
import { createAudience } from "../../../src/app/audience.ts";
import { readConfig } from "../../../src/config.ts";
import type { Caller, Command, CommandCall, Origin } from "../../../src/core/command.ts";
import type { Answer, ChatPlatform, Community } from "../../../src/core/platform.ts";
import type { Room } from "../../../src/core/rooms.ts";
import { english } from "../../../src/words/speak.ts";

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

/** What somebody gets for a command, for pressing a button of one, and while typing one. */
export interface Outcome {
  readonly command: string;
  readonly press: string;
  readonly typing: string;
}

/** Each deed is the first one of that person there. */
export async function outcome(
  settings: keyof typeof SETTINGS,
  person: keyof typeof PEOPLE,
  at: keyof typeof PLACES,
  commands: readonly Command[],
  command: Command,
): Promise<Outcome> {
  const { admin, isMember } = PEOPLE[person];
  const { room, ...origin } = PLACES[at];
  const caller: Caller = { platform: origin.platform, id: "501", name: "somebody", admin };
  const call = { name: command.name, args: {}, caller, origin: { ...origin, at: null }, place: room, signal: SIGNAL };
  const open = () => openAnswer(settings, commands, isMember);
  const [option = ""] = Object.entries(command.options).find(([, { choices }]) => choices) ?? [];
  const proposed = await open().propose({ ...call, option, typed: "" });
  return {
    command: await said(open(), call),
    press: await said(open(), { ...call, pressed: PRESSED }),
    typing: proposed.length > 0 ? "proposed" : "nothing",
  };
}

function openAnswer(settings: keyof typeof SETTINGS, commands: readonly Command[], isMember: boolean): Answer {
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
  return createAnswer(commands, { audience, audit: null, clock: () => 1_000_000, log: SILENT });
}

async function said(answer: Answer, call: CommandCall): Promise<string> {
  const admitted = await answer.admit(call);
  if (admitted === null) return "nothing";
  const title = english((await admitted.reply()).card.title);
  if (title === "Only admins may do that") return "admins only";
  if (title !== "Not set up for this place") return admitted.isPrivate ? "answered alone" : "answered";
  return (await answer.admit(call)) === null ? "not here, then nothing" : "not here, again and again";
}

const PRESSED = { platform: "discord", target: "1", message: "2" } as const;
const SIGNAL = new AbortController().signal;
