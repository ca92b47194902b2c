import { expect, test } from "vitest";
import { SECOND } from "../../../src/core/time.ts";
import { createWakeUp } from "../../../src/lib/wake-up.ts";
import { createDelivery } from "../../../src/notify/deliver.ts";
import { openStore } from "../../../src/store/open.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { NOW, topic } from "../parts/incidents.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

test("while what is queued cannot be read it is said why, nothing is sent, and everything is sent later", async () => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const room = createChatRoom();
  const to = { platform: "room", target: "1" };
  const logged: unknown[] = [];
  let isBroken = true;
  const { outbox } = store;
  const delivery = createDelivery(
    {
      outbox: { ...outbox, next: (now) => (isBroken ? Promise.reject(new Error("disk I/O error")) : outbox.next(now)) },
      find: () => Promise.resolve(topic({ title: "Refused" })),
      platforms: () => [room.platform],
      rooms: {
        audience: () => Promise.resolve([{ to, onlyKnown: false }]),
        arrived: () => Promise.resolve(),
        failed: () => Promise.resolve(),
      },
      delivered: () => Promise.resolve(),
      isFlapping: () => false,
      clock: () => NOW + SECOND,
      log: { ...SILENT, error: (fields: object, words: string) => void logged.push([fields, words]) },
    },
    createWakeUp(),
  );
  await outbox.add([{ id: "n", to, incident: "one", kind: "open", createdAt: NOW, attempts: 0, dueAt: NOW }]);
  await delivery.sendDue(new AbortController().signal);
  expect(logged).toEqual([[{ why: "disk I/O error" }, "warnings not delivered"]]);
  expect(room.standing()).toEqual([]);
  isBroken = false;
  await delivery.sendDue(new AbortController().signal);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
  expect(await outbox.waiting()).toEqual([]);
  await store.close();
});
