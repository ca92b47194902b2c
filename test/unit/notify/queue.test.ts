import { expect, test } from "vitest";
import { HOUR, SECOND } from "../../../src/core/time.ts";
import { fingerprintOf } from "../../../src/notify/fingerprint.ts";
import { decideAll } from "../../../src/notify/queue.ts";
import { openStore } from "../../../src/store/open.ts";
import { impact, NOW, told, topic } from "../parts/incidents.ts";
import { makePlace } from "../parts/place.ts";

const ROOM = { platform: "room", target: "1" };

test("a card whose counts change all the time is edited every five seconds", async () => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const { outbox } = store;
  const shown = topic({ impact: impact({ fallbacks: 1 }) });
  const notice = { id: "n", to: ROOM, incident: shown.id, createdAt: NOW, attempts: 0, dueAt: NOW } as const;
  await outbox.record({ ...notice, kind: "open" }, told({ fingerprint: fingerprintOf(shown, false, NOW) }));
  const decide = async (later: number) => {
    const rooms = { audience: () => Promise.resolve([{ to: ROOM, onlyKnown: false }]) };
    const parts = { outbox, rooms, isFlapping: () => false, remindAfter: HOUR, gather: 0, newId: () => "id" };
    const counted = topic({ impact: impact({ fallbacks: 2 }) });
    return (await decideAll(counted, parts, NOW + later)).map(({ decision }) => decision);
  };
  expect(await decide(5 * SECOND - 1)).toEqual([{ speak: false, silence: "cooldown" }]);
  expect(await decide(5 * SECOND)).toEqual([{ speak: true, kinds: ["update"] }]);
  await store.close();
});
