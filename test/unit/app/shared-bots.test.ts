import { expect, test } from "vitest";
import { watchSharedBot } from "../../../src/app/shared-bots.ts";
import type { SharedBot } from "../../../src/core/platform.ts";
import type { Target } from "../../../src/core/rooms.ts";
import { HOUR } from "../../../src/core/time.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { SILENT } from "../parts/link.ts";

const SHARED: SharedBot = { why: "somebody else reads what is sent to it", fix: "stop the other one" };
const OTHER: SharedBot = { ...SHARED, why: "somebody else set a webhook" };

/** A chat whose bot is used by another program, too. */
function watch(rooms: readonly Target[]) {
  const stop = new AbortController();
  const room = createChatRoom();
  let now = 0;
  let hear: ((shared: SharedBot) => void) | null = null;
  const platform = {
    ...room.platform,
    onShared(heard: (shared: SharedBot) => void) {
      hear = heard;
      return () => void (hear = null);
    },
  };
  const telling = { rooms: () => Promise.resolve(rooms), language: "en", random: () => 0, log: SILENT } as const;
  watchSharedBot(platform, { ...telling, clock: () => now, signal: stop.signal });
  return {
    room,
    stop,
    isWatched: () => hear !== null,
    async hear(shared: SharedBot, after = 0) {
      now += after;
      hear?.(shared);
      await new Promise(setImmediate);
    },
  };
}

const SAID = "Another program uses this bot";
const at = (target: string): Target => ({ platform: "room", target });

test("that another program uses the same bot is said in the rooms of that chat, once in twelve hours", async () => {
  const { room, hear } = watch([at("1"), at("2"), { platform: "elsewhere", target: "3" }]);
  await hear(SHARED);
  expect(room.happened()).toEqual([`1 post ${SAID}`, `2 post ${SAID}`]);
  await hear(SHARED, 12 * HOUR - 1);
  expect(room.happened()).toEqual([]);
  await hear(OTHER);
  expect(room.happened()).toHaveLength(2);
  await hear(SHARED, 1);
  expect(room.happened()).toHaveLength(2);
});

test("admins are told where that chat has no room, and not where it has one", async () => {
  const alone = watch([{ platform: "elsewhere", target: "3" }]);
  await alone.hear(SHARED);
  expect(alone.room.happened()).toEqual([`ada post ${SAID}`]);
  const roomed = watch([at("1")]);
  await roomed.hear(SHARED);
  expect(roomed.room.happened()).toEqual([`1 post ${SAID}`]);
});

test("it is listened to no longer than the chat is served", async () => {
  const { stop, isWatched } = watch([]);
  expect(isWatched()).toBe(true);
  stop.abort();
  expect(isWatched()).toBe(false);
});
