import { expect, test } from "vitest";
import { PostFailed } from "../../../src/core/platform.ts";
import type { RoomFault } from "../../../src/core/rooms.ts";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { isHeldBack, toFault, toProblem } from "../../../src/notify/rooms/fault.ts";
import { NOW } from "../parts/incidents.ts";

const TO = { platform: "room", target: "1" };
const before = (rest: Partial<RoomFault>): RoomFault => ({
  to: TO,
  kind: "away",
  since: NOW - HOUR,
  attempts: 3,
  triedAt: NOW - MINUTE,
  retryAt: NOW,
  why: "before",
  fix: "let it in",
  ...rest,
});
const later = new PostFailed("later", "connection cut");
const gone = new PostFailed("gone", "it is gone");

test.each<[what: string, known: RoomFault | null, error: unknown, fault: Partial<RoomFault>]>([
  ["a room that took nothing once", null, later, { kind: "away", attempts: 0, since: NOW, retryAt: NOW + 2 * SECOND }],
  ["again and again", before({}), later, { kind: "away", attempts: 4, since: NOW - HOUR, retryAt: NOW + 32 * SECOND }],
  ["that is lost", null, gone, { kind: "lost", attempts: 0, since: NOW, retryAt: NOW + MINUTE, why: "it is gone" }],
  ["that was away, and is lost", before({}), gone, { kind: "lost", attempts: 0, since: NOW }],
  [
    "that is lost, and could not be asked",
    before({ kind: "lost", why: "it is gone" }),
    later,
    { kind: "lost", attempts: 3, since: NOW - HOUR, why: "it is gone", fix: "let it in", retryAt: NOW + MINUTE },
  ],
  [
    "that is lost, of a service that asks to wait for longer",
    before({ kind: "lost" }),
    new PostFailed("later", "too many requests", 5 * MINUTE),
    { kind: "lost", attempts: 3, why: "before", retryAt: NOW + 5 * MINUTE },
  ],
  [
    "that is lost, and still is",
    before({ kind: "lost" }),
    gone,
    { kind: "lost", attempts: 4, retryAt: NOW + 16 * MINUTE },
  ],
  ["that was reached by a detour", before({ kind: "detour" }), later, { kind: "away", attempts: 0, since: NOW }],
  ["for a reason of ours", null, new Error("no such file"), { kind: "away", why: "no such file", fix: null }],
])("a room %s", (_, known, error, fault) => {
  expect(toFault(TO, error, known, NOW)).toMatchObject({ to: TO, triedAt: NOW, ...fault });
});

test.each<[what: string, fault: RoomFault | undefined, isHeld: boolean]>([
  ["that takes everything", undefined, false],
  ["until it is its turn", before({ retryAt: NOW + 1 }), true],
  ["no longer once it is its turn", before({ retryAt: NOW }), false],
  ["reached by a detour", before({ kind: "detour", retryAt: NOW + 1 }), false],
  ["tried last by a clock that was ahead", before({ triedAt: NOW + 1, retryAt: NOW + HOUR }), false],
])("a room is left alone: %s", (_what, fault, isHeld) => {
  expect(isHeldBack(fault, NOW)).toBe(isHeld);
});

const waiting = { to: TO, count: 2, refused: { since: NOW, why: "too long", fix: null } };

test.each<[what: string, fault: RoomFault | undefined, kind: string | undefined]>([
  ["nothing", undefined, "refused"],
  ["it is lost", before({ kind: "lost", since: NOW, triedAt: NOW }), "lost"],
  ["it is away for two minutes", before({ fix: null, since: NOW, triedAt: NOW + 2 * MINUTE }), "away"],
  ["it is away for a moment", before({ fix: null, since: NOW, triedAt: NOW + 2 * MINUTE - 1 }), "refused"],
  ["it is refused, and what helps is known", before({ since: NOW, triedAt: NOW + 5 * SECOND }), "away"],
  ["it is refused for once", before({ since: NOW, triedAt: NOW + 5 * SECOND - 1 }), "refused"],
  ["it is reached by a detour, and refuses a card", before({ kind: "detour" }), "refused"],
])("what people are to know of a room that refuses a card: %s", (_what, fault, kind) => {
  expect(toProblem(fault, waiting)?.kind).toBe(kind);
});

test("a detour is worth a word where nothing else is wrong", () => {
  expect(toProblem(before({ kind: "detour" }), undefined)?.kind).toBe("detour");
  expect(toProblem(before({ since: NOW, triedAt: NOW }), undefined)).toBeNull();
});
