import { describe, expect, test } from "vitest";
import type { Caller } from "../../../src/core/command.ts";
import { createGovernance } from "../../../src/core/governance.ts";

const { governs, toAdmin } = createGovernance([
  { name: "open", admins: null },
  { name: "own", admins: ["discord:1", "telegram:1"] },
  { name: "nobody's", admins: [] },
]);
const who = (rest: Partial<Caller> = {}): Caller => ({
  platform: "discord",
  id: "1",
  name: "x",
  admin: false,
  ...rest,
});

describe("who may change what", () => {
  test.each<[what: string, caller: Caller, gateway: string, may: boolean]>([
    ["the platform's admins change a gateway without admins of its own", who({ id: "9", admin: true }), "open", true],
    ["others do not", who({ id: "9" }), "open", false],
    ["admins of another gateway do not either", toAdmin(who()), "open", false],
    ["its own admins change one that has some", who(), "own", true],
    ["the platform's admins do not", who({ id: "9", admin: true }), "own", false],
    ["the same id on another platform is somebody else", who({ platform: "room" }), "own", false],
    ["a gateway whose admins are nobody is nobody's", who({ admin: true }), "nobody's", false],
    ["a terminal's operator changes every gateway", who({ platform: "terminal", admin: true }), "own", true],
    ["one that is not known is the platform's admins'", who({ admin: true }), "gone", true],
  ])("%s", (_, caller, gateway, may) => expect(governs(caller, gateway)).toBe(may));

  test("whoever is an admin of one gateway is one, and of which is told", () => {
    expect(toAdmin(who())).toEqual({ ...who(), admin: true, adminOf: ["own"] });
    expect(toAdmin(who({ id: "9" }))).toEqual(who({ id: "9" }));
    expect(toAdmin(who({ admin: true }))).toEqual(who({ admin: true }));
  });
});
