import type { Topic } from "../../../src/core/incident.ts";
import { expect, test } from "vitest";
import type { Decision } from "../../../src/core/warnings.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { decideAll } from "../../../src/notify/queue.ts";
import { openStore } from "../../../src/store/open.ts";
import { incident, NOW, told } from "../parts/incidents.ts";
import { makePlace } from "../parts/place.ts";

const SECOND_ROOM = { platform: "telegram", target: "-100" };
const AFTER = 15 * MINUTE;

/** What a second room is told `later` after the incident opened, by a real ledger. */
async function decide(rest: Partial<Topic>, later: number, wasTold = false): Promise<Decision | undefined> {
  await using place = await makePlace();
  const store = await openStore(place, () => NOW);
  const topic: Topic = { ...incident({ openings: [NOW] }), members: [], ...rest };
  if (wasTold) {
    const notice = {
      id: "n",
      to: SECOND_ROOM,
      incident: topic.id,
      kind: "open",
      createdAt: NOW,
      attempts: 0,
      dueAt: NOW,
    } as const;
    await store.outbox.add([notice]);
    await store.outbox.record(notice, told({ fingerprint: "before\ncounts" }));
  }
  const [decided] = await decideAll(
    topic,
    {
      outbox: store.outbox,
      rooms: { audience: () => Promise.resolve([{ to: SECOND_ROOM, onlyKnown: false, after: AFTER }]) },
      isFlapping: () => false,
      remindAfter: 4 * 60 * MINUTE,
      gather: 0,
      newId: () => "id",
    },
    NOW + later,
  );
  await store.close();
  return decided?.decision;
}

const NOT_YET = { speak: false, silence: "not-escalated" };

test.each<readonly [string, Partial<Topic>, number, object]>([
  ["before its time it hears nothing", {}, AFTER - 1, NOT_YET],
  ["then it is told", {}, AFTER, { speak: true, kinds: ["open"] }],
  ["not when somebody acknowledged it", { acknowledgedBy: "Ada" }, AFTER, NOT_YET],
  ["not when it is perhaps over", { phase: "recovering", goneSince: NOW }, AFTER, NOT_YET],
  ["not of a hint", { severity: "info" }, AFTER, NOT_YET],
  ["from its newest opening on", { openings: [NOW - AFTER, NOW] }, AFTER - 1, NOT_YET],
  ["not when it is muted", { mutedUntil: "over" }, AFTER, { speak: false, silence: "muted" }],
])("a second room: %s", async (_, rest, later, expected) => {
  expect(await decide(rest, later)).toEqual(expected);
});

test("what it was told is kept up to date there, also once somebody acknowledged it", async () => {
  expect(await decide({ acknowledgedBy: "Ada" }, AFTER, true)).toMatchObject({ speak: true, kinds: ["update"] });
});
