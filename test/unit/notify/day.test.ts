import { expect, it } from "vitest";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { createChatRoom } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch } from "../parts/watched.ts";

const ROOM = { platform: "room", target: "1" };
const OTHER = { platform: "room", target: "2" };
const both = (what: string): readonly string[] => [`1 ${what}`, `2 ${what}`];

it("a day: onset, escalation, a reminder, a mute, a restart in the middle, recovery", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM, OTHER]);
  const fallback = found("silent-fallback", { severity: "warning", title: "Another model answers" });
  const refused = found("unauthorized", { title: "Refused with 401" });

  await day.pass(MINUTE);
  expect(room.happened()).toEqual([]);

  // One fallback is not worth a word; two are.
  day.wrong([fallback]);
  await day.answer("fallback");
  await day.pass(SECOND);
  expect(room.happened()).toEqual([]);
  await day.answer("fallback");
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(both("post main: Another model answers"));

  // The same message counts on.
  await day.answer("fallback", "agent:main:other");
  await day.pass(MINUTE);
  expect(room.happened().toSorted()).toEqual(both("edit main: Another model answers"));
  expect(JSON.stringify(room.standing()[0]?.card)).toContain("3 answers by a fallback, 3 × 401");
  expect(JSON.stringify(room.standing()[0]?.card)).toContain("2 sessions");

  // Its cause is found, and it is worse.
  day.wrong([refused, fallback]);
  await day.pass(MINUTE);
  expect(room.happened().toSorted()).toEqual(
    both("edit main: Refused with 401").concat(both("reply Worse: main: Refused with 401")).toSorted(),
  );

  // Nothing new, nothing said, also not by a new process.
  await day.pass(HOUR);
  await day.restart();
  await day.pass(HOUR);
  expect(room.happened()).toEqual([]);

  await day.pass(2 * HOUR);
  expect(room.happened().toSorted()).toEqual(both("reply Still: main: Refused with 401"));
  // Somebody is called when it begins and when it grows worse, and for nothing else.
  const calls = ["main: Another model answers", "Worse: main: Refused with 401"];
  expect(room.mentioned()).toEqual(calls.flatMap((title) => [title, title]));

  // Muted: the cards say so, then nothing makes a sound.
  await day.mute(day.now() + 10 * HOUR);
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(both("edit main: Refused with 401"));
  await day.pass(5 * HOUR);
  expect(room.happened()).toEqual([]);
  await day.pass(5 * HOUR);
  expect(room.happened().toSorted()).toEqual(
    both("edit main: Refused with 401").concat(both("reply Still: main: Refused with 401")).toSorted(),
  );

  // One good answer is no proof; two are.
  day.wrong([]);
  await day.answer("primary");
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(both("edit Perhaps over: main: Refused with 401"));
  await day.answer("primary");
  await day.pass(SECOND);
  expect(room.happened().toSorted()).toEqual(
    both("edit Resolved after 14 h 2 min: main: Refused with 401")
      .concat(both("reply Resolved after 14 h 2 min: main: Refused with 401"))
      .toSorted(),
  );
  await day.pass(9 * HOUR);
  expect(room.happened()).toEqual([]);
  expect(room.standing().filter(({ repliesTo }) => repliesTo === null)).toHaveLength(2);
});

it("what comes and goes is one card without a sound after its third time", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  const refused = found("unauthorized", { title: "Refused with 401" });
  const comeAndGo = async (): Promise<readonly string[]> => {
    day.wrong([refused]);
    await day.answer("fallback");
    await day.pass(2 * MINUTE);
    day.wrong([]);
    await day.answer("primary");
    await day.answer("primary");
    await day.pass(2 * MINUTE);
    return room.happened();
  };
  const ends = [
    expect.stringMatching(/^1 edit Resolved after .*: main: Refused with 401$/),
    expect.stringMatching(/^1 reply Resolved after .*: main: Refused with 401$/),
  ];
  expect(await comeAndGo()).toEqual(["1 post main: Refused with 401", ...ends]);
  for (let times = 0; times < 2; times += 1)
    expect(await comeAndGo()).toEqual([
      "1 edit main: Refused with 401",
      "1 reply Again: main: Refused with 401",
      ...ends,
    ]);
  for (let times = 0; times < 2; times += 1)
    expect(await comeAndGo()).toEqual([
      "1 edit Flapping: main: Refused with 401",
      expect.stringMatching(/^1 edit Resolved/),
    ]);
  expect(room.standing().filter(({ repliesTo }) => repliesTo === null)).toHaveLength(1);
});

it("a gateway that cannot be read has not recovered, however long and however well it answers", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.answer("fallback");
  await day.pass(SECOND);
  day.wrong(null);
  await day.answer("primary");
  await day.answer("primary");
  for (let hours = 0; hours < 3; hours += 1) await day.pass(HOUR);
  const blind = "main: cannot be read";
  expect(room.happened()).toEqual(["1 post main: Refused", `1 post ${blind}`]);
  day.wrong([]);
  await day.pass(SECOND);
  const ends = ["1 edit Resolved after 3 h: main: Refused", "1 reply Resolved after 3 h: main: Refused"];
  expect(room.happened()).toEqual(expect.arrayContaining(ends));
});

it("a service that is away for an hour gets everything once, in order, as it stands then", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  room.fail("lost", 60);
  day.wrong([found("unauthorized", { severity: "warning", title: "Refused" })]);
  await day.answer("fallback");
  for (let minutes = 0; minutes < 30; minutes += 1) await day.pass(MINUTE);
  await day.restart();
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.answer("fallback");
  for (let minutes = 0; minutes < 60; minutes += 1) await day.pass(MINUTE);
  expect(room.happened().filter((one) => one.startsWith("1 "))).toEqual(["1 post main: Refused"]);
  const told = room.standing().find((one) => one.room === "1");
  expect(JSON.stringify(told?.card)).toContain("2 answers by a fallback");
});

it("a card that somebody deleted is posted anew, and only that", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  day.wrong([found("unauthorized", { title: "Refused" })]);
  await day.answer("fallback");
  await day.pass(SECOND);
  room.delete(/Refused/);
  await day.answer("fallback");
  await day.pass(MINUTE);
  expect(room.happened()).toEqual(["1 post main: Refused", "1 post main: Refused"]);
  expect(room.standing()).toHaveLength(1);
});

it("a chat that got another id goes on there with the same message", async () => {
  const room = createChatRoom();
  await using day = await watch(room, [ROOM]);
  const refused = found("unauthorized", { title: "Refused" });
  day.wrong([refused]);
  await day.answer("fallback");
  await day.pass(SECOND);
  room.move("1", "-100");
  await day.answer("fallback");
  await day.pass(MINUTE);
  await day.restart();
  await day.answer("fallback");
  await day.pass(MINUTE);
  expect(room.happened()).toEqual(["1 post main: Refused", "-100 edit main: Refused", "-100 edit main: Refused"]);
  expect(room.standing()).toHaveLength(1);
});
