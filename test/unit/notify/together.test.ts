import * as fc from "fast-check";
import { expect, it } from "vitest";
import { warnings } from "../../../commands/warnings.ts";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { speak } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { watch, type Watched } from "../parts/watched.ts";

const ROOM = { platform: "room", target: "1" };
const FLEET = ["gw-1", "gw-2", "gw-3", "gw-4", "gw-5", "gw-6", "gw-7", "gw-8"];

/** In steps, as the companion looks. */
async function pass(day: Watched, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 10) await day.pass(5 * SECOND);
}

it("six gateways away at once are one message, whose card says how many are left, and one end", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM], FLEET);
  await pass(day, 20);
  day.away(FLEET.slice(0, 6));
  await pass(day, 60);
  expect(room.happened()).toEqual(["1 post 6 of 8 gateways unreachable"]);
  const [card] = room.standing();
  expect(JSON.stringify(card?.card)).toContain("gw-1, gw-2, gw-3, gw-4, gw-5, gw-6");
  day.away(FLEET.slice(0, 2));
  await pass(day, 60);
  expect(room.standing().map(({ title }) => title)).toEqual(["2 of 8 gateways unreachable"]);
  day.away([]);
  room.happened();
  await pass(day, 60);
  expect(room.happened().slice(-2)).toEqual([
    expect.stringMatching(/^1 edit Resolved after .*: all 6 gateways reachable again$/),
    expect.stringMatching(/^1 reply Resolved after .*: all 6 gateways reachable again$/),
  ]);
  expect(room.standing()).toHaveLength(2);
});

it("what begins much later has a card of its own, and one that comes back goes on in the card it has", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM], FLEET);
  day.away(["gw-1", "gw-2"]);
  await pass(day, 3 * 60);
  day.away(["gw-1", "gw-2", "gw-3"]);
  await pass(day, 60);
  expect(room.standing().map(({ title }) => title)).toEqual(["2 of 8 gateways unreachable", "gw-3: unreachable"]);
  day.away([]);
  await pass(day, 60);
  day.away(["gw-2"]);
  await pass(day, 60);
  const cards = room.standing().filter(({ repliesTo }) => repliesTo === null);
  expect(cards.map(({ title }) => title)).toEqual([
    "1 of 8 gateways unreachable",
    expect.stringMatching(/gw-3 is reachable again$/),
  ]);
});

it("a restart of a few seconds is told by nobody", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM], FLEET);
  for (let times = 0; times < 5; times += 1) {
    day.away(FLEET);
    await day.pass(SECOND);
    day.away([]);
    await pass(day, 60);
  }
  expect(room.happened()).toEqual([]);
});

it("acknowledged, muted and unmuted, the whole card is", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM], FLEET);
  day.away(FLEET.slice(0, 3));
  await pass(day, 60);
  const id = room.standing()[0]?.card.actions?.[0]?.args["incident"] ?? "";
  await day.actions().acknowledge(id, "Ada");
  await day.actions().mute(id, "over", "Otto");
  await day.pass(SECOND);
  const text = JSON.stringify(room.standing()[0]?.card);
  expect(text).toContain("Ada");
  expect(text).toContain("Unmute");
  expect((await day.actions().find(id))?.members).toHaveLength(3);
  const status = await day.actions().status(day.now());
  expect(status.incidents.map(({ incident }) => incident.title)).toEqual(["3 of 8 gateways unreachable"]);
  expect((await day.actions().find("#2"))?.id).toBe(id);
});

it.each([
  ["3 of 8 gateways unreachable", "3 von 8 Gateways nicht erreichbar", FLEET.slice(0, 3)],
  ["gw-1: The gateway is unreachable", "gw-1: Das Gateway ist nicht erreichbar", FLEET.slice(0, 1)],
])("asked for in detail it is %s, in German %s", async (inEnglish, inGerman, away) => {
  await using day = await watch(createChatRoom(), [ROOM], FLEET);
  day.away(away);
  await pass(day, 60);
  const caller = { platform: "room", id: "1", name: "Ada", admin: true };
  const context = { caller, place: "1", origin: SOMEWHERE, now: day.now(), signal: new AbortController().signal };
  const { card } = await warnings(day.actions(), FLEET).run(context, { action: "details" });
  expect(speak(card, "en").title).toBe(inEnglish);
  expect(speak(card, "de").title).toBe(inGerman);
});

it("whatever comes and goes in whatever order: no room has more open cards than there are causes, and each ends", async () => {
  const step = fc.record({ names: fc.subarray(FLEET), seconds: fc.constantFrom(10, 40, 70), restart: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const room = createChatRoom();
      await using day = await watch(room, [ROOM], FLEET);
      for (const { names, seconds, restart } of steps) {
        day.away(names);
        await pass(day, seconds);
        if (restart) await day.restart();
      }
      day.away([]);
      await pass(day, 30);
      for (let minutes = 0; minutes < 3; minutes += 1) await day.pass(MINUTE);
      await day.pass(HOUR);
      const cards = room.standing().filter(({ repliesTo }) => repliesTo === null);
      for (const { title } of cards) expect(title).toMatch(/^Resolved after .* again$/);
      expect(await day.store().incidents.unfinished()).toEqual([]);
      expect(await day.store().outbox.waiting()).toEqual([]);
    }),
    { numRuns: 8 },
  );
}, 300_000);
