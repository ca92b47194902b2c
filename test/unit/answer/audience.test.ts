import { expect, test } from "vitest";
import { decideWelcome, type Doors, type Welcome } from "../../../src/answer/audience.ts";
import type { Caller, Origin } from "../../../src/core/command.ts";

const ADA: Caller = { platform: "discord", id: "1", name: "Ada", admin: false };
const ADMIN: Caller = { ...ADA, admin: true };
const OPEN: Origin = { platform: "discord", kind: "group", community: "10", userInstalled: false, at: null };
const ELSEWHERE: Origin = { ...OPEN, community: "11" };
const PRIVATE: Origin = { ...OPEN, kind: "direct", community: null };
/** Between two people, where one of them brought the app along. */
const BROUGHT: Origin = { ...PRIVATE, userInstalled: true };
const DOORS: Doors = { everyone: false, communities: new Set(["discord:10"]) };

test.each<[what: string, caller: Caller, origin: Origin, isMember: boolean, welcome: Welcome]>([
  ["whoever speaks in a place that was set up", ADA, OPEN, false, "welcome"],
  ["one of the same number on another platform", ADA, { ...OPEN, platform: "telegram" }, false, "stranger"],
  ["a member, in private", ADA, PRIVATE, true, "welcome"],
  ["somebody else, in private", ADA, PRIVATE, false, "stranger"],
  ["a member, in a place that was not set up: others read it", ADA, ELSEWHERE, true, "stranger"],
  ["a member, between two people", ADA, BROUGHT, true, "stranger"],
  ["an admin, in private", ADMIN, PRIVATE, false, "welcome"],
  ["an admin, in a place that was not set up", ADMIN, ELSEWHERE, false, "alone"],
  ["an admin, between two people", ADMIN, BROUGHT, false, "alone"],
])("who is answered: %s", (_, caller, origin, isMember, welcome) => {
  expect(decideWelcome({ caller, origin }, DOORS, isMember)).toBe(welcome);
});

test("everybody everywhere, where that is set", () => {
  expect(decideWelcome({ caller: ADA, origin: ELSEWHERE }, { ...DOORS, everyone: true }, false)).toBe("welcome");
});
