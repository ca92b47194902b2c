import { describe, expect, test } from "vitest";
import { decideShares, type Shares } from "../../../src/app/seats/shares.ts";

interface Seen {
  readonly has: readonly string[];
  readonly readyFor?: readonly string[];
  readonly waits?: true;
}

const SEATS = ["a", "b", "c", "d", "e", "f"];

/** What each of them finds, by its name. */
function decideAll(
  all: Readonly<Record<string, Seen>>,
  seats: readonly string[] = SEATS,
  shut: readonly string[] = [],
  left: readonly string[] = [],
  away: readonly string[] = [],
): Readonly<Record<string, Shares>> {
  const companions = Object.entries(all).map(([id, { has, readyFor = [], waits }]) => ({
    id,
    seats: [...has, ...readyFor.map((one) => `ready ${one}`)],
    isAtWork: waits !== true,
  }));
  return Object.fromEntries(
    Object.keys(all).map((self) => [
      self,
      decideShares({
        seats,
        companions: companions.map((one) => ({ ...one, isSelf: one.id === self })),
        isShut: (one) => shut.includes(one),
        isAway: (one) => away.includes(one),
        isLeft: (one) => left.includes(one),
      }),
    ]),
  );
}

const NOTHING: Shares = { take: [], giveUp: [], prepare: [] };

describe("whose the seats are", () => {
  test("one alone takes all of them", () => {
    expect(decideAll({ one: { has: [] } })["one"]).toEqual({ take: SEATS, giveUp: [], prepare: [] });
  });

  test("what nobody has is spread so that each takes something else, and those with less take more", () => {
    const { one, two, three } = decideAll({ one: { has: ["a", "b"] }, two: { has: [] }, three: { has: [] } });
    expect([one?.take, two?.take, three?.take].map((all) => all?.length)).toEqual([0, 2, 2]);
    expect([...(two?.take ?? []), ...(three?.take ?? [])].toSorted()).toEqual(["c", "d", "e", "f"]);
  });

  test("one more companion prepares its share, and nothing is given up before it is ready", () => {
    const { one, two } = decideAll({ one: { has: SEATS }, two: { has: [] } });
    expect(one).toEqual(NOTHING);
    expect(two).toEqual({ take: [], giveUp: [], prepare: ["a", "b", "c"] });
  });

  test("what another one is ready for is given up until both have the same", () => {
    const all = { one: { has: SEATS }, two: { has: [], readyFor: ["a", "b", "c", "d"] } };
    expect(decideAll(all)["one"]?.giveUp).toEqual(["a", "b", "c"]);
  });

  test("what was given up falls to the one that is ready for it", () => {
    const all = { one: { has: [] }, two: { has: ["b", "c"], readyFor: ["a"] } };
    const { one, two } = decideAll(all, ["a", "b", "c"]);
    expect([one?.take, two?.take]).toEqual([[], ["a"]]);
  });

  test("two that have less prepare different ones", () => {
    const { two, three } = decideAll({ one: { has: SEATS }, two: { has: [] }, three: { has: [] } });
    expect(two?.prepare).toHaveLength(2);
    expect(three?.prepare).toHaveLength(2);
    expect(new Set([...(two?.prepare ?? []), ...(three?.prepare ?? [])]).size).toBe(4);
  });

  test("a difference of one moves nothing", () => {
    const all = { one: { has: ["a", "b"] }, two: { has: ["c"] } };
    expect(Object.values(decideAll(all, ["a", "b", "c"]))).toEqual([NOTHING, NOTHING]);
  });

  test("one that was not let in asks for another one instead", () => {
    const all = { one: { has: SEATS }, two: { has: [] } };
    expect(decideAll(all, SEATS, ["a", "b", "c", "d", "e"])["two"]?.prepare).toEqual(["f"]);
  });

  test("what its reader is not linked to is tried by the others, and goes to the one that is let in", () => {
    const all = { one: { has: ["a", "b"] }, two: { has: ["c", "d"] } };
    const { one, two } = decideAll(all, ["a", "b", "c", "d"], [], [], ["a"]);
    expect([one, two?.prepare]).toEqual([NOTHING, ["a"]]);
    const isIn = { ...all, two: { has: ["c", "d"], readyFor: ["a"] } };
    expect(decideAll(isIn, ["a", "b", "c", "d"], [], [], ["a"])["one"]?.giveUp).toEqual(["a"]);
    expect(decideAll(all, ["a", "b", "c", "d"], ["a"], [], ["a"])["two"]).toEqual(NOTHING);
  });

  test("one that waits for the tables of another release has no share", () => {
    const { one, two } = decideAll({ one: { has: [] }, two: { has: [], waits: true } });
    expect([one?.take, two]).toEqual([SEATS, NOTHING]);
  });

  test("what is left by whom it falls to is taken by anybody", () => {
    const all = { one: { has: [] }, two: { has: ["b", "c"] } };
    const { one, two } = decideAll(all, ["a", "b", "c"], [], ["a"]);
    expect([one?.take, two?.take]).toEqual([["a"], ["a"]]);
  });
});
