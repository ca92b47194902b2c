import { expect, test } from "vitest";
import { audienceNow } from "../../../src/app/audience/moved.ts";
import type { Room } from "../../../src/core/rooms.ts";

const room = (target: string, state: Room["state"], by: string, platform = "telegram"): Room => ({
  to: { platform, target },
  state,
  by,
  at: 0,
});

test.each<[what: string, one: string, rooms: readonly Room[], now: string]>([
  ["everybody stays everybody", "everyone", [room("-4001", "moved", "-1002222222222")], "everyone"],
  [
    "a chat that moved is the one it is now",
    "telegram:-4001",
    [room("-4001", "moved", "-1002222222222")],
    "telegram:-1002222222222",
  ],
  ["a chat that did not stays", "telegram:-4002", [room("-4001", "moved", "-1002222222222")], "telegram:-4002"],
  ["a room that somebody made is no other chat", "telegram:-4001", [room("-4001", "on", "Ada")], "telegram:-4001"],
  ["nor is one of that number elsewhere", "discord:4001", [room("4001", "moved", "4002")], "discord:4001"],
])("who is answered, by the settings: %s", (_what, one, rooms, now) => {
  expect(audienceNow([one], rooms)).toEqual([now]);
});
