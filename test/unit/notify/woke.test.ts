import { expect, it } from "vitest";
import { MINUTE } from "../../../src/core/time.ts";
import { createWarnings } from "../../../src/notify/engine.ts";
import { openStore } from "../../../src/store/open.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { NOW } from "../parts/incidents.ts";
import { SILENT } from "../parts/link.ts";
import { makePlace } from "../parts/place.ts";

it.each([
  ["whoever was not there for a minute is known to have slept", MINUTE, ["woke", "looked"]],
  ["a host that is only slow has not slept", 5_000, ["looked"]],
])("%s", async (_, passes, expected) => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const ended = new AbortController();
  const happened: string[] = [];
  let [passed, looks] = [0, 0];
  const engine = createWarnings({
    outbox: store.outbox,
    incidents: {
      ...store.incidents,
      allLive(since) {
        looks += 1;
        if (looks === 2) {
          happened.push("looked");
          ended.abort();
        }
        return store.incidents.allLive(since);
      },
    },
    gateways: ["main"],
    configured: [],
    platforms: () => [createChatRoom().platform],
    setUp: ["room"],
    openMonitor: () => ({
      check() {
        // … passes between this look and the next.
        passed = passes;
        return Promise.resolve(true);
      },
      edit: () => Promise.resolve(null),
      keep: () => Promise.resolve(),
      woke: () => void happened.push("woke"),
      shift: () => Promise.resolve(),
      reread: () => {},
    }),
    onNews: () => () => {},
    isFlapping: () => false,
    remindAfter: MINUTE,
    reopenWithin: MINUTE,
    newId: () => "id",
    clock: () => NOW,
    steady: () => passed,
    log: SILENT,
  });
  await engine.watch(ended.signal);
  expect(happened).toEqual(expected);
  await store.close();
});
