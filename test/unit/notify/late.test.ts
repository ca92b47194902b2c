import { expect, it } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch, type Watched } from "../parts/watched.ts";

const ROOM = { platform: "room", target: "1" };
const OTHER = { platform: "room", target: "2" };
const REFUSED = found("unauthorized", { title: "Refused" });

/** Good answers end it. */
async function end(day: Watched): Promise<void> {
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  await day.pass(SECOND);
}

it.each([
  ["within the hour is posted, as over", 30 * MINUTE, 1],
  ["more than an hour ago is not posted any more", HOUR, 0],
])("what came and went before its room took anything %s", async (_, after, posts) => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  room.close("1", "lost");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  await end(day);
  await day.pass(after);
  room.happened();
  room.open("1");
  await day.pass(MINUTE);
  await day.pass(MINUTE);
  expect(room.happened().filter((one) => /^1 post .*main: Refused/.test(one))).toHaveLength(posts);
});

it("an end that was not one is not told, when its room takes messages again", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(["1 post main: Refused", "2 post main: Refused"]);
  room.close("1", "lost");
  await end(day);
  expect(room.happened().filter((one) => one.startsWith("2 reply Resolved"))).toHaveLength(1);
  day.wrong([REFUSED]);
  await day.answer("fallback");
  await day.pass(SECOND);
  room.open("1");
  await day.pass(MINUTE);
  await day.pass(MINUTE);
  expect(room.standing().filter((one) => one.room === "1" && /Resolved/.test(one.title))).toEqual([]);
});

it("an incident ended when it was seen no more, not when that was certain", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  day.wrong([]);
  await day.pass(MINUTE);
  await end(day);
  const over = day.history.at(-1);
  expect(over?.phase).toBe("over");
  expect(over?.goneSince).toBeLessThan(over?.overAt ?? 0);
  expect(room.about().at(-1)).toMatchObject({ endsAt: over?.goneSince });
  expect(room.about().at(0)).toMatchObject({ endsAt: null });
});

it("rooms of a chat that another process serves are left to it", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, { platform: "elsewhere", target: "9" }]);
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
  expect(await day.store().outbox.waiting()).toEqual([]);
});
