import { expect, it } from "vitest";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { toUnavailable } from "../../../src/store/postgres/unavailable.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch } from "../parts/watched.ts";

const ROOMS = ["1", "2"].map((target) => ({ platform: "room", target }));
const FULL = "companion: warnings cannot be kept";

it("a full disk is told once in every room, with what is known, and so is its end; then all goes on as usual", async () => {
  const room = createChatRoom();
  await using day = await watch(room, ROOMS);
  await day.pass(SECOND);
  day.fill(true);
  day.wrong([found("unauthorized", { title: "Refused" })]);
  room.close("2", "lost");
  for (let times = 0; times < 5; times += 1) await day.pass(MINUTE);
  expect(room.happened()).toEqual([`1 post ${FULL}`]);
  const text = JSON.stringify(room.standing()[0]?.card);
  expect(text).toContain("database or disk is full");
  expect(text).toContain("main: Refused");
  // A room that could not be told is told later.
  room.open("2");
  await day.pass(MINUTE);
  expect(room.happened()).toEqual([`2 post ${FULL}`]);
  day.fill(false);
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual([
    "1 post Resolved: companion: warnings are kept again",
    "1 post main: Refused",
    "2 post Resolved: companion: warnings are kept again",
    "2 post main: Refused",
  ]);
});

it("what a database says of itself is told without what is to be done for a file", async () => {
  const room = createChatRoom();
  await using day = await watch(room, ROOMS.slice(0, 1));
  await day.pass(SECOND);
  day.fill(toUnavailable(Object.assign(new Error("No space left"), { code: "53100" }), "companion on db:5432"));
  day.wrong([found("unauthorized", { title: "Refused" })]);
  for (let times = 0; times < 5; times += 1) await day.pass(MINUTE);
  const [posted] = room.standing();
  if (posted === undefined) throw new Error("nothing was told");
  expect(JSON.stringify(posted.card)).toContain("its server has no space left (No space left): make room there.");
  expect(JSON.stringify(posted.card)).not.toContain("data folder");
  // What is tried again with each tick is not logged each time.
  expect(day.logged.filter((words) => words === "incidents not checked").length).toBeLessThanOrEqual(6);
});

it("a disk that is full again is told again", async () => {
  const room = createChatRoom();
  await using day = await watch(room, ROOMS.slice(0, 1));
  await day.pass(SECOND);
  for (let times = 0; times < 2; times += 1) {
    day.fill(true);
    day.wrong([found("unauthorized", { title: "Refused" })]);
    await day.pass(MINUTE);
    await day.pass(MINUTE);
    expect(room.happened().filter((one) => one.includes("kept"))).toEqual([`1 post ${FULL}`]);
    day.fill(false);
    await day.pass(SECOND);
    expect(room.happened().filter((one) => one.includes("kept"))).toEqual([
      "1 post Resolved: companion: warnings are kept again",
    ]);
  }
});

it("what waits for its room is not sent while it cannot be noted that it was: it would be sent twice", async () => {
  const room = createChatRoom();
  await using day = await watch(room, ROOMS.slice(0, 1));
  room.close("1", "lost");
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.pass(SECOND);
  day.fill(true);
  room.open("1");
  await day.pass(MINUTE);
  expect(room.standing().filter(({ title }) => title === "main: Refused")).toEqual([]);
  expect(day.logged).toContain("warnings not delivered");
  day.fill(false);
  await day.pass(MINUTE);
  expect(room.happened().filter((one) => one === "1 post main: Refused")).toHaveLength(1);
});

it("a ledger that is held for a moment is worth no word", async () => {
  const room = createChatRoom();
  await using day = await watch(room, ROOMS);
  await day.pass(SECOND);
  day.fill(true);
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.look();
  day.fill(false);
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(["1 post main: Refused", "2 post main: Refused"]);
});
