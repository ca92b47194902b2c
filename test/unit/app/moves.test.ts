import { expect, test } from "vitest";
import { createAudience } from "../../../src/app/audience.ts";
import { createDigests } from "../../../src/app/digests.ts";
import { watchMoves } from "../../../src/app/moves.ts";
import { readConfig } from "../../../src/config.ts";
import type { ChatPlatform, Move } from "../../../src/core/platform.ts";
import { openStore } from "../../../src/store/open.ts";
import { createHints } from "../../../src/platforms/shared/hints.ts";
import { makePlace, type TestPlace } from "../parts/place.ts";

const NOW = Date.UTC(2026, 2, 7, 9);
const [OLD, NEW] = ["-4001", "-1002222222222"];
const at = (target: string) => ({ platform: "telegram", target });
const MOVE: Move = { from: OLD, to: NEW };

/** One process of the companion, as far as chats that move are its concern. */
async function start(place: TestPlace, env: Readonly<Record<string, string>>) {
  const store = await openStore(place, () => NOW);
  const config = readConfig({ TELEGRAM_TOKEN: "y", ...env }, () => "");
  const moved = createHints<Move>();
  const logged: { readonly words: string; readonly fields: object }[] = [];
  const write = (fields: object, words: string): void => void logged.push({ words, fields });
  const log = { debug() {}, info: write, warn: write, error: write };
  const platform: ChatPlatform = {
    id: "telegram",
    serve: () => Promise.resolve(),
    status: () => ({ state: "ready", as: "@bot" }),
    post: () => Promise.reject(new Error("nothing is posted")),
    onMoved: (heard) => moved.listen(heard),
    isMember: () => Promise.resolve(false),
  };
  const digests = createDigests({
    memory: store.memory,
    rooms: () => Promise.resolve([]),
    write: () => Promise.reject(new Error("nothing is written")),
    clock: () => NOW,
    log,
  });
  const stop = new AbortController();
  const rooms = () => store.outbox.rooms();
  const followed: string[] = [];
  const warnings = {
    follow: async (from: { target: string; platform: string }, to: typeof from) => {
      await store.outbox.moveRoom(from, to, NOW);
      followed.push(`${from.target} > ${to.target}`);
    },
  };
  watchMoves(platform, {
    config,
    store: store.outbox,
    warnings,
    digests,
    clock: () => NOW,
    log,
    signal: stop.signal,
  });
  const audience = createAudience({ config, rooms, platforms: () => [platform], clock: () => NOW, log });
  return {
    store,
    digests,
    rooms,
    logged,
    followed,
    move: (move: Move) => moved.tell(move),
    asks: (chat: string) =>
      audience.welcome({
        caller: { platform: "telegram", id: "7", name: "Ada", admin: false },
        origin: { platform: "telegram", kind: "group", community: chat, userInstalled: false, at: null },
        place: chat,
      }),
    said: () => logged.filter(({ words }) => words.includes("write -1002222222222 there")).map(({ fields }) => fields),
    async close() {
      stop.abort();
      await store.close();
    },
  };
}

const settle = (check: () => Promise<void> | void) =>
  expect.poll(async () => (await check(), true), { timeout: 20_000 });

test("a topic of the settings goes on in the chat with the other id, once", async () => {
  await using place = await makePlace();
  const one = await start(place, { TELEGRAM_WARNING_CHATS: `${OLD}:7,-40011` });
  one.move(MOVE);
  one.move(MOVE);
  await settle(() => expect(one.followed).toEqual([`${OLD}:7 > ${NEW}:7`])).toBe(true);
  await one.close();
});

test.each([
  ["the audience", { COMPANION_AUDIENCE: `telegram:${OLD}` }, ["COMPANION_AUDIENCE"]],
  ["a room of the settings", { TELEGRAM_WARNING_CHATS: OLD }, ["TELEGRAM_WARNING_CHATS"]],
  [
    "both",
    { TELEGRAM_WARNING_CHATS: OLD, COMPANION_AUDIENCE: `telegram:${OLD}` },
    ["TELEGRAM_WARNING_CHATS", "COMPANION_AUDIENCE"],
  ],
] as const)(
  "a chat in %s is followed, also by the next process, which says what to change",
  async (_, env, settings) => {
    await using place = await makePlace();
    const first = await start(place, env);
    expect(await first.asks(OLD)).toBe("welcome");
    first.move(MOVE);
    await settle(() => expect(first.said()).toHaveLength(settings.length)).toBe(true);
    expect(await first.asks(NEW)).toBe("welcome");
    await first.close();

    const next = await start(place, env);
    await settle(() => expect(next.said()).toHaveLength(settings.length)).toBe(true);
    expect(next.said()).toEqual(settings.map((setting) => expect.objectContaining({ setting, from: OLD, to: NEW })));
    expect([await next.asks(NEW), await next.asks("-4002"), await next.asks(OLD)]).toEqual([
      "welcome",
      "stranger",
      "stranger",
    ]);
    await next.close();
  },
);

test("a room that was chosen in a chat takes its digest along, one that was stopped stays stopped", async () => {
  await using place = await makePlace();
  const one = await start(place, { TELEGRAM_WARNING_CHATS: "-4002" });
  await one.store.outbox.setRoom({ to: at(OLD), state: "on", by: "Ada", at: NOW });
  await one.store.outbox.setRoom({ to: at("-4002"), state: "off", by: "Ada", at: NOW });
  await one.digests.set(at(OLD), "daily", NOW);
  one.move(MOVE);
  one.move({ from: "-4002", to: "-1003333333333" });
  await settle(async () => expect((await one.rooms()).filter(({ state }) => state === "moved")).toHaveLength(2)).toBe(
    true,
  );
  await settle(async () => expect(await one.digests.of(at(NEW))).toBe("daily")).toBe(true);
  expect(await one.digests.of(at(OLD))).toBeNull();
  expect(await one.asks(NEW)).toBe("welcome");
  expect(await one.asks("-1003333333333")).toBe("stranger");
  const stopped = (await one.rooms()).find(({ to }) => to.target === "-1003333333333");
  expect(stopped).toMatchObject({ state: "off" });
  await one.close();
});

test("the same told again changes nothing, and a chat that nobody named leaves no trace", async () => {
  await using place = await makePlace();
  const one = await start(place, { TELEGRAM_WARNING_CHATS: OLD });
  for (let times = 0; times < 5; times += 1) one.move(MOVE);
  one.move({ from: "-4999", to: "-1004444444444" });
  one.move({ from: "-400", to: "-1005555555555" });
  await settle(() => expect(one.said().length).toBeGreaterThan(0)).toBe(true);
  one.move({ from: OLD, to: "-1006666666666" });
  await settle(async () => expect((await one.rooms()).map(({ to }) => to.target).toSorted()).toEqual([NEW, OLD])).toBe(
    true,
  );
  expect(one.followed).toEqual([`${OLD} > ${NEW}`]);
  expect(one.logged.filter(({ words }) => words.includes("followed there"))).toHaveLength(1);
  await one.close();
});

test("a digest that a killed process left behind is followed by the next", async () => {
  await using place = await makePlace();
  const killed = await start(place, { TELEGRAM_WARNING_CHATS: OLD });
  await killed.digests.set(at(OLD), "weekly", NOW);
  await killed.store.outbox.moveRoom(at(OLD), at(NEW), NOW);
  await killed.close();
  const next = await start(place, { TELEGRAM_WARNING_CHATS: OLD });
  await settle(async () => expect(await next.digests.of(at(NEW))).toBe("weekly")).toBe(true);
  await next.close();
});
