import { expect, onTestFinished, test } from "vitest";
import { PostFailed, type ChatPlatform } from "../../../src/core/platform.ts";
import { SECOND } from "../../../src/core/time.ts";
import { createWakeUp } from "../../../src/lib/wake-up.ts";
import { createDelivery } from "../../../src/notify/deliver.ts";
import { createRooms } from "../../../src/notify/rooms/rooms.ts";
import { openStore } from "../../../src/store/open.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { NOW, topic } from "../parts/incidents.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

type Parts = Parameters<typeof createDelivery>[0];

const later = () => NOW + SECOND;
const to = { platform: "room", target: "1" };
const NOTICE = {
  id: "n",
  to,
  incident: "one",
  kind: "open",
  createdAt: NOW,
  attempts: 0,
  dueAt: NOW,
} as const;

/** One warning that is queued for one room. */
async function openQueue() {
  const place = await makePlace();
  const store = await openStore(place, () => NOW);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  const room = createChatRoom();
  const failures: unknown[] = [];
  const { outbox } = store;
  await outbox.add([NOTICE]);
  const deliver = (other: Partial<Parts>) =>
    createDelivery(
      {
        outbox,
        find: () => Promise.resolve(topic({ title: "Refused" })),
        platform: room.platform,
        rooms: {
          audience: () => Promise.resolve([{ to, onlyKnown: false }]),
          arrived: () => Promise.resolve(),
          failed: (_to, error) => Promise.resolve(void failures.push(error)),
        },
        delivered: () => Promise.resolve(),
        isFlapping: () => false,
        clock: later,
        log: SILENT,
        ...other,
      },
      createWakeUp(),
    );
  return { store, outbox, room, failures, deliver };
}

test("while what is queued cannot be read it is said why, nothing is sent, and everything is sent later", async () => {
  const { outbox, room, deliver } = await openQueue();
  const logged: unknown[] = [];
  let isBroken = true;
  const delivery = deliver({
    outbox: { ...outbox, next: (now) => (isBroken ? Promise.reject(new Error("disk I/O error")) : outbox.next(now)) },
    log: { ...SILENT, error: (fields: object, words: string) => void logged.push([fields, words]) },
  });
  await delivery.sendDue(new AbortController().signal);
  expect(logged).toEqual([[{ why: "disk I/O error" }, "warnings not delivered"]]);
  expect(room.standing()).toEqual([]);
  isBroken = false;
  await delivery.sendDue(new AbortController().signal);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
  expect(await outbox.waiting()).toEqual([]);
});

test("what is under way when the companion stops says nothing against its room, and is sent by the next one", async () => {
  const { outbox, room, failures, deliver } = await openQueue();
  const stop = new AbortController();
  const stopping: ChatPlatform = {
    ...room.platform,
    post() {
      stop.abort();
      return Promise.reject(new PostFailed("later", "the companion is stopping"));
    },
  };
  await deliver({ platform: stopping }).sendDue(stop.signal);
  expect(failures).toEqual([]);
  expect(await outbox.waiting()).toMatchObject([{ count: 1, refused: null }]);
  await deliver({}).sendDue(new AbortController().signal);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
});

/** A room that took nothing before, and that nothing waits for: it is tried without a message. */
async function openLost(probe: NonNullable<ChatPlatform["probe"]>) {
  const { store, room, deliver } = await openQueue();
  const { outbox, incidents } = store;
  await outbox.drop(NOTICE);
  const fault = {
    to,
    kind: "lost",
    since: NOW,
    attempts: 0,
    triedAt: NOW,
    retryAt: NOW,
    why: "gone",
    fix: null,
  } as const;
  await outbox.setFault(fault);
  const platform = { ...room.platform, probe };
  const around = {
    configured: [to],
    setUp: ["room"],
    platforms: () => [platform],
    reopenWithin: 0,
    clock: later,
    log: SILENT,
  };
  return { outbox, fault, delivery: deliver({ platform, rooms: createRooms({ outbox, incidents, ...around }) }) };
}

test("a room that takes nothing still has failed once more, and waits longer", async () => {
  const { outbox, delivery } = await openLost(() => Promise.reject(new PostFailed("gone", "it is gone")));
  await delivery.sendDue(new AbortController().signal);
  expect(await outbox.faults()).toMatchObject([{ attempts: 1, triedAt: NOW + SECOND, why: "it is gone" }]);
});

test("a room that takes something again has no fault any more", async () => {
  const { outbox, delivery } = await openLost(() => Promise.resolve([]));
  await delivery.sendDue(new AbortController().signal);
  expect(await outbox.faults()).toEqual([]);
});

test("a room that is being tried when the companion stops keeps the fault it had", async () => {
  const stop = new AbortController();
  const { outbox, fault, delivery } = await openLost(() => {
    stop.abort();
    return Promise.reject(new PostFailed("later", "the companion is stopping"));
  });
  await delivery.sendDue(stop.signal);
  expect(await outbox.faults()).toEqual([fault]);
});

test("rooms of another chat are left to whoever serves that, and what waits for them too", async () => {
  const { outbox, fault, delivery } = await openLost(() => Promise.resolve([]));
  const elsewhere = { platform: "elsewhere", target: to.target };
  await outbox.setFault({ ...fault, to: elsewhere });
  await outbox.add([{ ...NOTICE, to: { ...elsewhere, target: "2" } }]);
  await delivery.sendDue(new AbortController().signal);
  expect(await outbox.faults()).toEqual([{ ...fault, to: elsewhere }]);
  expect(await outbox.waiting()).toMatchObject([{ to: { platform: "elsewhere" }, count: 1 }]);
});
