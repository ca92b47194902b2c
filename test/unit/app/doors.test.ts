import { expect, test } from "vitest";
import { doorsOf } from "../../../src/app/audience/doors.ts";
import { readConfig } from "../../../src/config.ts";
import type { Community } from "../../../src/core/platform.ts";

const [HOME, OTHER] = ["100000000000000010", "100000000000000011"];
const DISCORD = { DISCORD_TOKEN: "made-up" };
const SHUT = { ...DISCORD, DISCORD_GUILD_ID: HOME };
const server = (id: string, ...rooms: readonly string[]): Community => ({ id, name: id, rooms: new Set(rooms) });
const ROOMS = [
  { platform: "discord", target: "5" },
  { platform: "telegram", target: "-100123:7" },
];

test.each<
  [what: string, env: Readonly<Record<string, string>>, servers: readonly Community[] | null, open: readonly string[]]
>([
  [
    "servers and chats with a room of warnings",
    DISCORD,
    [server(HOME), server(OTHER, "5")],
    [`discord:${OTHER}`, "telegram:-100123"],
  ],
  ["the only server the bot is in, too", DISCORD, [server(HOME)], ["telegram:-100123", `discord:${HOME}`]],
  [
    "one server of the settings shuts the others, not the chats elsewhere",
    SHUT,
    [server(HOME), server(OTHER, "5")],
    ["telegram:-100123", `discord:${HOME}`],
  ],
  [
    "what is opened by name, too",
    { ...SHUT, COMPANION_AUDIENCE: `discord:${OTHER}` },
    [server(HOME)],
    ["telegram:-100123", `discord:${HOME}`, `discord:${OTHER}`],
  ],
  ["nothing of Discord is known yet", DISCORD, null, ["telegram:-100123"]],
])("who is answered without being named: %s", (_what, env, servers, open) => {
  const where = (platform: string) => (platform === "discord" ? servers : null);
  const doors = doorsOf(
    readConfig(env, () => ""),
    ROOMS,
    where,
    new Map(),
  );
  expect(doors.everyone).toBe(false);
  expect([...doors.communities].toSorted()).toEqual([...open].toSorted());
});

test("a room whose server was only seen in a call is one of it", () => {
  const config = readConfig(DISCORD, () => "");
  const doors = doorsOf(config, ROOMS.slice(0, 1), () => null, new Map([["discord:5", OTHER]]));
  expect([...doors.communities]).toEqual([`discord:${OTHER}`]);
});
