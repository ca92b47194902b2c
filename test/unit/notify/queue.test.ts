import { expect, test } from "vitest";
import { DAY, HOUR, SECOND } from "../../../src/core/time.ts";
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

/** Left since it came back, so long ago. */
const again = (ago: number) => topic({ begunAt: NOW - DAY, openings: [NOW - DAY, NOW - ago] });

test("who hears only of what they know hears of what is on its way to them, and of nothing new", async () => {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const { outbox } = store;
  const over = topic({ phase: "over", overAt: NOW });
  const decide = async (more: { readonly onlyKnown: boolean; readonly after?: number }, one = over) => {
    const rooms = { audience: () => Promise.resolve([{ to: ROOM, ...more }]) };
    const parts = { outbox, rooms, isFlapping: () => false, remindAfter: HOUR, gather: 0, newId: () => "id" };
    return (await decideAll(one, parts, NOW)).map(({ decision }) => decision);
  };
  const [admin, second] = [{ onlyKnown: true }, { onlyKnown: false, after: HOUR }];
  expect(await decide(admin)).toEqual([]);
  expect(await decide(second)).toEqual([{ speak: false, silence: "not-escalated" }]);
  expect(await decide(second, again(HOUR - 1))).toEqual([{ speak: false, silence: "not-escalated" }]);
  expect(await decide(second, again(HOUR))).toEqual([{ speak: true, kinds: ["open"] }]);
  await outbox.add([{ id: "n", to: ROOM, incident: over.id, kind: "open", createdAt: NOW, attempts: 0, dueAt: NOW }]);
  for (const one of [admin, second])
    expect(await decide(one)).toEqual([{ speak: true, kinds: ["update", "recovery"] }]);
  await store.close();
});
