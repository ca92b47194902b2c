import { expect, test } from "vitest";
import { createAudience } from "../../../src/app/audience.ts";
import { readConfig } from "../../../src/config.ts";
import type { Origin } from "../../../src/core/command.ts";
import type { ChatPlatform } from "../../../src/core/platform.ts";
import type { Room } from "../../../src/core/rooms.ts";
import { DAY, MINUTE, SECOND } from "../../../src/core/time.ts";
import { SILENT } from "../parts/link.ts";

const DIRECT: Origin = { platform: "telegram", kind: "direct", community: null, userInstalled: false, at: null };
const inChat = (chat: string): Origin => ({ ...DIRECT, kind: "group", community: chat });
type IsMember = NonNullable<ChatPlatform["isMember"]>;

/** The members of chat -101 of the settings are answered; `isMember`: what the service says of who belongs there. */
function open(isMember: IsMember | null) {
  let now = 0;
  const rooms: Room[] = [];
  const asked: string[] = [];
  const platform: ChatPlatform = {
    id: "telegram",
    serve: () => Promise.resolve(),
    status: () => ({ state: "ready", as: "@bot" }),
    post: () => Promise.reject(new Error("nothing is posted")),
    ...(isMember && {
      isMember(community: string, person: string, signal: AbortSignal) {
        asked.push(`${person} in ${community}`);
        return isMember(community, person, signal);
      },
    }),
  };
  const audience = createAudience({
    config: readConfig({ TELEGRAM_TOKEN: "y", COMPANION_AUDIENCE: "telegram:-101" }, () => ""),
    rooms: () => Promise.resolve(rooms),
    platforms: () => [platform],
    clock: () => now,
    log: SILENT,
  });
  return {
    rooms,
    asked,
    audience,
    pass: (ms: number) => void (now += ms),
    from: (id: string, origin = DIRECT, admin = false) =>
      audience.welcome({ caller: { platform: "telegram", id, name: id, admin }, origin, place: "1" }),
  };
}

test("who belongs is known for a day, and who does not is asked about again after ten minutes", async () => {
  const { asked, pass, from } = open((_chat, person) => Promise.resolve(person === "member"));
  const ask = () => Promise.all([from("member"), from("stranger")]);
  expect(await ask()).toEqual(["welcome", "stranger"]);
  pass(10 * MINUTE - 1);
  expect(await ask()).toEqual(["welcome", "stranger"]);
  expect(asked).toEqual(["member in -101", "stranger in -101"]);
  pass(1);
  await ask();
  expect(asked.slice(2)).toEqual(["stranger in -101"]);
  pass(DAY - 10 * MINUTE);
  await ask();
  expect(asked.slice(3)).toEqual(["member in -101", "stranger in -101"]);
});

test("the service is asked about four people at once, and the fifth is a stranger for now", async () => {
  const gate = Promise.withResolvers<void>();
  const { asked, from } = open(() => gate.promise.then(() => true));
  const five = ["1", "2", "3", "4", "5"].map((id) => from(id));
  expect(await five[4]).toBe("stranger");
  gate.resolve();
  expect(await Promise.all(five)).toEqual(["welcome", "welcome", "welcome", "welcome", "stranger"]);
  expect(asked).toHaveLength(4);
  expect(await from("6")).toBe("welcome");
});

test("nobody is asked about who is an admin, or is not alone with the bot", async () => {
  const { asked, from } = open(() => Promise.resolve(true));
  expect(await from("1", DIRECT, true)).toBe("welcome");
  expect(await from("2", inChat("-9"))).toBe("stranger");
  expect(await from("3", { ...DIRECT, userInstalled: true })).toBe("stranger");
  expect(asked).toEqual([]);
});

test.each<[what: string, isMember: IsMember | null]>([
  ["cannot tell", () => Promise.reject(new Error("it is away"))],
  ["says no", () => Promise.resolve(false)],
  ["cannot be asked", null],
])("where the service %s, somebody it was not heard of belongs to nothing", async (_what, isMember) => {
  expect(await open(isMember).from("1")).toBe("stranger");
});

test("who spoke in an open chat is known from there, and who is alone with the bot is not for that", async () => {
  const { asked, from } = open(() => Promise.resolve(false));
  expect(await from("1", inChat("-101"))).toBe("welcome");
  expect(await from("1")).toBe("welcome");
  expect(asked).toEqual([]);
  expect(await from("2", inChat("-9"))).toBe("stranger");
  expect(await from("2")).toBe("stranger");
  // A room may be somebody's own chat with the bot.
  expect(await from("3", { ...DIRECT, community: "-101" })).toBe("welcome");
  expect(await from("3")).toBe("stranger");
});

test("a room that was made is open to those who speak there after five seconds, and at once to whoever asks how it is set up", async () => {
  const { rooms, pass, from, audience } = open(null);
  expect(await from("1", inChat("-202"))).toBe("stranger");
  rooms.push({ to: { platform: "telegram", target: "-202" }, state: "on", by: "Ada", at: 0 });
  expect(await from("1", inChat("-202"))).toBe("stranger");
  pass(5 * SECOND);
  expect(await from("1", inChat("-202"))).toBe("welcome");
  rooms.push({ to: { platform: "telegram", target: "-303" }, state: "on", by: "Ada", at: 0 });
  expect((await audience.setUp())("telegram", "-303")).toBe(true);
});
