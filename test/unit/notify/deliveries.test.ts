import { expect, onTestFinished, test } from "vitest";
import type { ChatPlatform } from "../../../src/core/platform.ts";
import { createDeliveries } from "../../../src/notify/deliveries.ts";
import { createRooms } from "../../../src/notify/rooms/rooms.ts";
import { openStore } from "../../../src/store/open.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { NOW } from "../parts/incidents.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

test("a chat is listened to for rooms that may work again, as long as it is delivered to", async () => {
  const place = await makePlace();
  const store = await openStore(place, () => NOW);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  const { outbox, incidents } = store;
  const begun = Promise.withResolvers<void>();
  let listeners = 0;
  const platform: ChatPlatform = {
    ...createChatRoom().platform,
    onRoomMayWork() {
      listeners += 1;
      begun.resolve();
      return () => void (listeners -= 1);
    },
  };
  const around = { outbox, platforms: () => [platform], clock: () => NOW, log: SILENT };
  const deliveries = createDeliveries({
    ...around,
    rooms: createRooms({ ...around, incidents, configured: [], setUp: [], reopenWithin: 0 }),
    find: () => Promise.resolve(null),
    delivered: () => Promise.resolve(),
    isFlapping: () => false,
    gather: 0,
    complain() {},
  });
  const stop = new AbortController();
  const running = deliveries.run(platform, stop.signal);
  await begun.promise;
  expect(listeners).toBe(1);
  stop.abort();
  await running;
  expect(listeners).toBe(0);
});
