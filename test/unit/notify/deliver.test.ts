import { expect, onTestFinished, test } from "vitest";
import { PostFailed, type ChatPlatform } from "../../../src/core/platform.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
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

test("a room is tried by one attempt at a time", async () => {
  const [asked, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let tries = 0;
  const { outbox, delivery } = await openLost(async () => {
    tries += 1;
    asked.resolve();
    await free.promise;
    return [];
  });
  const first = delivery.sendDue(new AbortController().signal);
  await asked.promise;
  const second = delivery.sendDue(new AbortController().signal);
  // The second one has looked by then.
  await outbox.faults();
  await outbox.faults();
  free.resolve();
  await Promise.all([first, second]);
  expect(tries).toBe(1);
});

test("what stands is told, whether or not it can be kept that its room took it", async () => {
  const { outbox, room, deliver } = await openQueue();
  const rooms = {
    audience: () => Promise.resolve([{ to, onlyKnown: false }]),
    arrived: () => Promise.reject(new Error("disk full")),
    failed: () => Promise.resolve(),
  };
  await deliver({ rooms }).sendDue(new AbortController().signal);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
  expect(await outbox.waiting()).toEqual([]);
});

test("a card that was refused again and again waits longer each time", async () => {
  const { outbox, room, deliver } = await openQueue();
  await outbox.drop(NOTICE);
  await outbox.add([{ ...NOTICE, attempts: 3 }]);
  const platform = { ...room.platform, post: () => Promise.reject(new PostFailed("refused", "it is too long")) };
  await deliver({ platform }).sendDue(new AbortController().signal);
  const due = later() + 8 * MINUTE;
  expect(await outbox.next(due - 1)).toEqual([]);
  expect(await outbox.next(due)).toMatchObject([{ attempts: 4, dueAt: due }]);
});

test.each(["sendDue", "run"] as const)(
  "%s that is stopped has ended once nothing is under way any more",
  async (how) => {
    const { outbox, room, deliver } = await openQueue();
    const other = { ...to, target: "2" };
    await outbox.add([{ ...NOTICE, id: "m", to: other }]);
    const stop = new AbortController();
    const gates = new Map([to, other].map(({ target }) => [target, Promise.withResolvers<void>()]));
    const rooms = {
      audience: () => Promise.resolve([to, other].map((one) => ({ to: one, onlyKnown: false }))),
      arrived: () => Promise.resolve(),
      failed: () => Promise.resolve(),
    };
    const ended: string[] = [];
    const post: ChatPlatform["post"] = async (target, ...rest) => {
      if (target === other.target) stop.abort();
      await gates.get(target)?.promise;
      ended.push(target);
      return room.platform.post(target, ...rest);
    };
    const sent = deliver({ platform: { ...room.platform, post }, rooms })[how](stop.signal);
    const stopped = sent.then(() => ended.push("all"));
    gates.get(to.target)?.resolve();
    await expect.poll(() => ended.length).toBeGreaterThan(0);
    await outbox.faults();
    gates.get(other.target)?.resolve();
    await stopped;
    expect(ended).toEqual([to.target, other.target, "all"]);
  },
);
