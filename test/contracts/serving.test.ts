import { expect, test } from "vitest";
import { createServing } from "../../src/app/serving.ts";
import { PlatformRefused, type ChatPlatform } from "../../src/core/platform.ts";
import { english } from "../../src/words/speak.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const refused = (id: string): PlatformRefused => new PlatformRefused(id, "the token is refused", "get another one");

/** A platform that ends as it is told, each time it is served. */
function platform(id: string, ends: readonly (() => Promise<void>)[], more: Partial<ChatPlatform> = {}) {
  const posted: string[] = [];
  const left = [...ends];
  const one: ChatPlatform = {
    id,
    serve: () => left.shift()?.() ?? new Promise(() => {}),
    post(target, { title }) {
      posted.push(`${target}: ${english(title)}`);
      return Promise.resolve({ platform: id, target, message: "1" });
    },
    status: () => ({ state: "ready", as: id }),
    ...more,
  };
  return { one, posted };
}

const start = async (platforms: readonly ChatPlatform[], signal: AbortSignal) => {
  const serve = createServing(platforms, {
    language: "en",
    serve: (one) =>
      one.serve(
        [],
        Object.assign(() => Promise.reject(new Error("nobody")), EMPTY),
        signal,
      ),
    rooms: () => Promise.resolve([{ platform: "telegram", target: "-100" }]),
    random: () => 0,
    log,
    signal,
  });
  await Promise.all(platforms.map((one) => serve(one, signal)));
};
const EMPTY = {
  isWelcome: () => Promise.resolve(false),
  propose: () => Promise.resolve([]),
  admit: () => Promise.resolve(null),
};

test("a chat that is refused stops alone, and the rooms of the other are told", async () => {
  const other = Promise.withResolvers<void>();
  const discord = platform("discord", [() => Promise.reject(refused("discord"))]);
  const telegram = platform("telegram", [() => other.promise]);
  const served = start([discord.one, telegram.one], new AbortController().signal);
  await expect.poll(() => telegram.posted).toEqual(["-100: One chat is not answered any more"]);
  other.resolve();
  await expect(served).resolves.toBeUndefined();
});

test("admins are told where there is no room", async () => {
  const other = Promise.withResolvers<void>();
  const telegram = platform("telegram", [() => Promise.reject(refused("telegram"))]);
  const discord = platform("discord", [() => other.promise], { adminRooms: () => Promise.resolve(["dm"]) });
  const served = start([telegram.one, discord.one], new AbortController().signal);
  await expect.poll(() => discord.posted).toEqual(["dm: One chat is not answered any more"]);
  other.resolve();
  await served;
});

test("the refusal that leaves nobody to talk to ends it", async () => {
  const both = ["discord", "telegram"].map((id) => platform(id, [() => Promise.reject(refused(id))]).one);
  await expect(start(both, new AbortController().signal)).rejects.toThrow("telegram: the token is refused");
});

test("a corrected token is taken over, and from then on the other chat may be refused", async () => {
  const [begun, again] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const serveAgain = (): Promise<void> => {
    begun.resolve();
    return again.promise;
  };
  const ends = [() => Promise.reject(refused("discord")), serveAgain];
  const more = { renew: () => Promise.resolve(true), adminRooms: () => Promise.resolve(["dm"]) };
  const discord = platform("discord", ends, more);
  const telegram = platform("telegram", [() => begun.promise.then(() => Promise.reject(refused("telegram")))]);
  const served = start([discord.one, telegram.one], new AbortController().signal);
  await expect.poll(() => discord.posted, { timeout: 20_000 }).toEqual(["dm: One chat is not answered any more"]);
  again.resolve();
  await expect(served).resolves.toBeUndefined();
});

test("any other error of a platform is no refusal", async () => {
  const discord = platform("discord", [() => Promise.reject(new Error("a fault of ours"))]);
  const telegram = platform("telegram", []);
  await expect(start([discord.one, telegram.one], new AbortController().signal)).rejects.toThrow("a fault of ours");
});
