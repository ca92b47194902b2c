import { describe, expect, it } from "vitest";
import type { Room } from "../../../src/core/rooms.ts";
import { listRooms } from "../../../src/notify/rooms/list.ts";
import { lengthOf } from "../../../src/lib/length.ts";
import { NOW } from "../parts/incidents.ts";

const room = (target: string, state: Room["state"]): Room => ({
  to: { platform: "discord", target },
  state,
  by: "Ada",
  at: NOW,
});

describe("the rooms warnings go to", () => {
  it.each<readonly [string, readonly string[], readonly Room[], readonly string[]]>([
    ["those of the configuration", ["1", "2"], [], ["1", "2"]],
    ["and those somebody chose", ["1"], [room("3", "on")], ["1", "3"]],
    ["one that is both, once", ["1"], [room("1", "on")], ["1"]],
    ["not one that was stopped", ["1", "2"], [room("1", "off")], ["2"]],
    ["not an admin's own, which is for when no other takes anything", ["1"], [room("7", "private")], ["1"]],
    ["one that moved, under its new id", ["1"], [room("1", "moved"), room("9", "on")], ["9"]],
  ])("%s", (_, configured, rooms, expected) => {
    const targets = configured.map((target) => ({ platform: "discord", target }));
    const listed = listRooms(rooms, targets);
    expect(listed.map(({ target }) => target)).toEqual(expected);
  });

  it("the same id on another platform is another room", () => {
    const listed = listRooms([room("1", "off")], [{ platform: "telegram", target: "1" }]);
    expect(listed).toEqual([{ platform: "telegram", target: "1" }]);
  });
});

describe("how long something lasted", () => {
  it.each([
    [0, "less than a second"],
    [999, "less than a second"],
    [1_000, "1 s"],
    [61_000, "1 min 1 s"],
    [3_600_000, "1 h"],
    [3_601_000, "1 h"],
    [7_800_000, "2 h 10 min"],
    [90_000_000, "1 d 1 h"],
  ])("%d ms is %s", (ms, words) => {
    expect(lengthOf(ms)).toBe(words);
  });
});
