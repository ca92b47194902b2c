import { expect, test } from "vitest";
import { closedChats } from "../../../src/app/audience/closed.ts";
import { readConfig } from "../../../src/config.ts";
import { english } from "../../../src/words/speak.ts";
import type { Room } from "../../../src/core/rooms.ts";

const TOKENS = { DISCORD_TOKEN: "x", TELEGRAM_TOKEN: "y" };
const room = (platform: string, state: "on" | "off"): Room => ({
  to: { platform, target: "-1" },
  state,
  by: "x",
  at: 0,
});
const closed = (env: Readonly<Record<string, string>>, rooms: readonly Room[] = []) =>
  closedChats(
    readConfig({ ...TOKENS, ...env }, () => ""),
    rooms,
  );

test("with nothing but a token, both chats say what opens them, setup first", () => {
  const hints = closed({});
  expect(hints.map(({ id }) => id)).toEqual(["discord", "telegram"]);
  for (const { id, hint } of hints)
    expect(english(hint)).toMatch(new RegExp(`^openclaw-companion setup .*COMPANION_AUDIENCE=${id}:`));
});

test.each([
  [{ DISCORD_GUILD_ID: "1" }, ["telegram"]],
  [{ DISCORD_WARNING_CHANNELS: "11" }, ["telegram"]],
  [{ TELEGRAM_WARNING_CHATS: "-101" }, ["discord"]],
  [{ COMPANION_AUDIENCE: "telegram:-101" }, ["discord"]],
  [{ COMPANION_AUDIENCE: "everyone" }, []],
  [{ DISCORD_ADMINS: "7", TELEGRAM_ADMINS: "7" }, ["discord", "telegram"]],
])("with %j, closed are %j", (env, ids) => {
  expect(closed(env).map(({ id }) => id)).toEqual(ids);
});

test("a room made in a chat opens it, one that was taken back does not", () => {
  expect(closed({}, [room("telegram", "on")]).map(({ id }) => id)).toEqual(["discord"]);
  expect(closed({}, [room("telegram", "off")]).map(({ id }) => id)).toEqual(["discord", "telegram"]);
});
