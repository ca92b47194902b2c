import { expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found, NOW } from "../parts/incidents.ts";
import { watch } from "../parts/watched.ts";

const ROOM = { platform: "room", target: "1" };
const REFUSED = found("unauthorized", { title: "Refused" });
/** A setting: it has no instant of its own, so it began when it was looked at. */
const BROKEN = found("sign-in-expiring", { title: "Broken" });

it.each([
  ["ahead by years", 9_000 * DAY],
  ["ahead by an hour", HOUR],
  ["behind by an hour", -HOUR],
  ["behind since 1970", -NOW],
])("a clock that was %s and is put right in the run: no sound, the right instants, edits go on", async (_, wrong) => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.setClock(wrong);
  await day.restart();
  day.wrong([REFUSED, BROKEN]);
  await day.answer("fallback");
  await day.pass(MINUTE);
  expect(room.happened().toSorted()).toEqual(["1 post main: Broken", "1 post main: Refused"]);
  day.setClock(-wrong);
  await day.pass(SECOND);
  // Nothing was told because of that, and what is counted goes on at once.
  expect(room.happened().filter((one) => !one.startsWith("1 edit"))).toEqual([]);
  await day.answer("fallback");
  await day.pass(SECOND);
  expect(room.happened()).toContain("1 edit main: Refused");
  const broken = (await day.store().incidents.latest(9)).find(({ cause }) => cause === "sign-in-expiring");
  expect(Math.abs((broken?.begunAt ?? 0) - (NOW + MINUTE))).toBeLessThan(SECOND);
  await day.pass(HOUR);
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  await day.pass(MINUTE);
  await day.pass(MINUTE);
  const ends = room.happened().filter((one) => one.includes("reply"));
  expect(ends).toHaveLength(2);
  for (const end of ends) expect(end).toMatch(/Resolved after 1 h/);
});

it("a clock that is set while something is muted mutes for as long as was asked", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  await day.mute(day.now() + HOUR);
  day.setClock(5 * HOUR);
  await day.pass(30 * MINUTE);
  const [incident] = await day.store().incidents.latest(1);
  expect(incident?.mutedUntil).toBeGreaterThan(day.now());
  await day.pass(31 * MINUTE);
  expect(incident?.mutedUntil).toBeLessThan(day.now());
});

it("a room that is lost is tried again although the clock was set back by years", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.setClock(9_000 * DAY);
  await day.restart();
  day.wrong([REFUSED]);
  room.close("1", "gone");
  await day.pass(SECOND);
  day.setClock(-9_000 * DAY);
  room.open("1");
  for (let minutes = 0; minutes < 3; minutes += 1) await day.pass(MINUTE);
  expect(room.happened()).toContain("1 post main: Refused");
});
