import { expect, it } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { OWN } from "../../../src/notify/rooms/incident.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch, type Watched } from "../parts/watched.ts";

const ROOM = { platform: "room", target: "1" };
const OTHER = { platform: "room", target: "2" };
const REFUSED = found("unauthorized", { title: "Refused" });
const LOST = "companion: no warnings reach room:1";

async function pass(day: Watched, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) await day.pass(MINUTE);
}

it("a room that takes nothing is tried less and less often, the other one is told, and it ends with a good post", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  day.wrong([REFUSED]);
  room.close("1", "gone");
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["2 post main: Refused", `2 post ${LOST}`]);
  await pass(day, 60);
  expect(room.tries("1")).toBeGreaterThan(3);
  expect(room.tries("1")).toBeLessThan(8);
  expect(day.logged).toEqual(Array.from({ length: room.tries("1") }, () => "warning not delivered"));
  expect(room.happened()).toEqual([]);
  room.open("1");
  await pass(day, 60);
  expect(room.happened()).toEqual([
    "1 post main: Refused",
    expect.stringMatching(/^2 edit Resolved after .*warnings reach room:1 again/),
    expect.stringMatching(/^2 reply Resolved after .*warnings reach room:1 again/),
  ]);
  expect(await day.rooms()).toMatchObject([{ problem: null, waiting: 0 }, { problem: null }]);
  expect(day.logged.filter((words) => words === "room takes warnings again")).toHaveLength(1);
});

it("a hint of the service ends the wait at once, for a topic with its chat, and for all at once", async () => {
  for (const [target, hint] of [
    ["1", "1"],
    ["-100:7", "-100"],
    ["1", null],
  ] as const) {
    const room = createChatRoom();
    await using day = await watch(room, [{ platform: "room", target }]);
    day.wrong([REFUSED]);
    room.close(target, "gone");
    await pass(day, 30);
    room.open(target);
    room.hint("another");
    await day.pass(SECOND);
    expect(room.standing().filter((one) => one.room === target)).toEqual([]);
    room.hint(hint);
    await day.pass(SECOND);
    expect(room.standing().filter((one) => one.room === target)).toHaveLength(1);
  }
});

it("a start with that room in the settings ends the wait at once", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([REFUSED]);
  room.close("1", "gone");
  await pass(day, 30);
  room.open("1");
  await day.restart();
  await day.pass(SECOND);
  expect(room.standing().filter((one) => one.room === "1")).toHaveLength(1);
});

it("a start keeps what somebody chose, and forgets what an earlier version noted of a room of the settings", async () => {
  await using day = await watch(createChatRoom(), [ROOM, OTHER]);
  const { outbox } = day.store();
  await outbox.setRoom({ to: ROOM, state: "on", by: "Ada", at: 1 });
  await outbox.setRoom({ to: OTHER, state: "on", by: OWN, at: 1 });
  await day.restart();
  expect(await day.store().outbox.rooms()).toEqual([{ to: ROOM, state: "on", by: "Ada", at: 1 }]);
});

it("a room that is no longer in the settings is forgotten", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  day.wrong([REFUSED]);
  room.close("1", "gone");
  await pass(day, 2);
  room.happened();
  await day.restart([OTHER]);
  await day.pass(SECOND);
  expect(room.happened()).toContainEqual(expect.stringMatching(`^2 edit Resolved.*${LOST}`));
  expect(await day.store().outbox.faults()).toEqual([]);
  expect(await day.rooms()).toMatchObject([{ to: OTHER, problem: null }]);
  const tries = room.tries("1");
  await pass(day, 60);
  expect(room.tries("1")).toBe(tries);
});

it("when no room takes anything, admins are told in private, and of the end too", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  room.close("1", "gone");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual([`ada post ${LOST}`, "ada post main: Refused"]);
  room.open("1");
  await pass(day, 60);
  expect(room.happened()).toEqual(
    expect.arrayContaining([
      "1 post main: Refused",
      expect.stringMatching(/^ada edit Resolved after .*warnings reach room:1 again/),
    ]),
  );
  // What begins now is none of their private business.
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  await day.pass(SECOND);
  expect(room.happened()).toContainEqual(expect.stringMatching(/^ada edit Resolved after .*: main: Refused/));
  await day.pass(2 * HOUR);
  room.happened();
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["1 post main: Refused"]);
});

it("where nobody set up a room, no admin is written to in its place", async () => {
  const room = createChatRoom();
  await using day = await watch(room, []);
  day.wrong([REFUSED]);
  await pass(day, 3);
  expect(room.happened()).toEqual([]);
  expect(room.asked()).toBe(0);
});

it("where admins can be written to is asked every ten minutes while no room takes anything, and at once the next time", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  room.close("1", "gone");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  expect(room.asked()).toBe(1);
  await pass(day, 25);
  expect(room.asked()).toBe(3);
  room.open("1");
  room.hint("1");
  await day.pass(SECOND);
  expect(await day.rooms()).toMatchObject([{ problem: null }]);
  room.close("1", "gone");
  await day.answer("fallback");
  await pass(day, 2);
  expect(room.asked()).toBe(4);
});

it("a card that is refused is tried again, the other room is told, and the next card is not held up", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  room.close("1", "refused", /main: Refused/);
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["2 post main: Refused", "2 post companion: room:1 refuses a warning"]);
  day.wrong([REFUSED, found("chain-exhausted", { title: "No answer" }), found("blind", { title: "Else" })]);
  await day.pass(SECOND);
  room.open("1");
  await pass(day, 20);
  expect(room.standing().filter((one) => one.room === "1" && /Refused/.test(one.title))).toHaveLength(1);
  expect(room.standing().filter(({ title }) => title.includes("warnings reach room:1 again"))).toHaveLength(2);
});

it("a service that is away is told elsewhere once it is away for two minutes, and not when it was only a moment", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  day.wrong([REFUSED]);
  room.close("1", "lost");
  await day.pass(MINUTE);
  expect(room.happened()).toEqual(["2 post main: Refused"]);
  await pass(day, 3);
  expect(room.happened()).toEqual([`2 post ${LOST}`]);
  room.open("1");
  await pass(day, 3);
  expect(room.happened()).toEqual(
    expect.arrayContaining([
      "1 post main: Refused",
      expect.stringMatching(/^2 edit Resolved after .*warnings reach room:1 again/),
    ]),
  );
});

it("hours of sleep while a service was away for a moment are no outage", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  day.wrong([REFUSED]);
  room.close("1", "lost");
  await day.pass(SECOND);
  room.open("1");
  await day.pass(8 * HOUR);
  expect(room.standing().filter(({ title }) => title.includes("companion"))).toEqual([]);
});

it("a detour is for one message: the topic is tried again with the next, and /warnings can say so", async () => {
  const room = createChatRoom();
  const topic = { platform: "room", target: "-100:7" };
  await using day = await watch(room, [topic]);
  room.detour("-100:7", "-100");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  expect(room.happened()).toEqual(["-100 post main: Refused"]);
  expect(await day.rooms()).toMatchObject([{ to: topic, problem: { kind: "detour", why: "the topic is closed" } }]);
  // Its card stays where it stands …
  await day.answer("fallback");
  await day.pass(MINUTE);
  expect(room.happened()).toEqual(["-100 edit main: Refused"]);
  expect(await day.rooms()).toMatchObject([{ problem: { kind: "detour" } }]);
  // … and the next message goes into the topic.
  room.detour("-100:7", null);
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  await day.pass(SECOND);
  expect(room.happened()).toEqual([
    expect.stringMatching(/^-100 edit Resolved/),
    expect.stringMatching(/^-100:7 (post|reply) Resolved after/),
  ]);
  expect(await day.rooms()).toMatchObject([{ to: topic, problem: null }]);
});

it("a detour that goes on is told since it began", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [{ platform: "room", target: "-100:7" }]);
  room.detour("-100:7", "-100");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  const since = (await day.rooms()).map(({ problem }) => problem?.since);
  expect(since).toEqual([expect.any(Number)]);
  room.happened();
  // Nobody acknowledges it: it is told once more, and goes the same way.
  await day.pass(4 * HOUR);
  expect(room.happened()).toContainEqual(expect.stringMatching(/^-100 (post|reply) /));
  expect((await day.rooms()).map(({ problem }) => problem?.since)).toEqual(since);
});

it("a room that nothing waits for any more is tried without a message until it takes one again", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  room.close("1", "gone");
  day.wrong([REFUSED]);
  await day.pass(SECOND);
  day.wrong([]);
  await day.answer("primary");
  await day.answer("primary");
  for (let hours = 0; hours < 6; hours += 1) await day.pass(HOUR);
  expect(await day.rooms()).toMatchObject([{ problem: { kind: "lost" }, waiting: 0 }]);
  const tries = room.tries("1");
  room.open("1");
  for (let hours = 0; hours < 3; hours += 1) await day.pass(HOUR);
  expect(await day.rooms()).toMatchObject([{ problem: null }]);
  expect(room.tries("1")).toBe(tries);
});

it("an admin who stopped warnings in private is not written to, whatever no room takes", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  const stopped = { to: { platform: "room", target: "ada" }, state: "off", by: "Ada", at: 1 } as const;
  await day.store().outbox.setRoom(stopped);
  room.close("1", "gone");
  day.wrong([REFUSED]);
  await pass(day, 3);
  expect(room.asked()).toBe(1);
  expect(room.happened()).toEqual([]);
  expect(await day.store().outbox.rooms()).toEqual([stopped]);
});

it("a room of which something changed is tried as often as one that was lost just now", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([REFUSED]);
  room.close("1", "gone");
  await pass(day, 30);
  expect((await day.store().outbox.faults())[0]?.attempts).toBeGreaterThan(1);
  room.hint("1");
  await day.pass(SECOND);
  expect((await day.store().outbox.faults())[0]?.attempts).toBe(1);
});
