import { expect, test } from "vitest";
import { keepSeats, type Task } from "../../../src/app/seats/keeper.ts";
import type { Membership, SeenCompanion } from "../../../src/core/companions.ts";
import type { Held } from "../../../src/core/held.ts";
import { NOW } from "../parts/ledger-words.ts";

const SELF: SeenCompanion = {
  id: "1",
  host: "here",
  release: "1.0.0",
  since: NOW,
  seats: [],
  isAtWork: true,
  quiet: 0,
  isSelf: true,
};
const HELD: Held = { lost: new AbortController().signal, letGo: () => Promise.resolve() };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** A keeper of two seats whose database gives the second only when it is told to. */
function keep() {
  const done: string[] = [];
  const slow = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const stop = new AbortController();
  const toTask = (seat: string): Task => ({
    seat,
    begin: () => void done.push(`begin ${seat}`),
    end: () => Promise.resolve(void done.push(`end ${seat}`)),
    prepare: () => "ready",
    unprepare: () => Promise.resolve(),
    isAway: () => false,
    see() {},
  });
  let looks = 0;
  const membership: Pick<
    Membership,
    "all" | "endSilent" | "takeFree" | "letGo" | "leave" | "holdAll" | "onFree" | "wake"
  > = {
    async all() {
      looks += 1;
      if (looks === 1) return [{ ...SELF, seats: [] }];
      asked.resolve();
      await slow.promise;
      return [{ ...SELF, seats: ["a"] }];
    },
    endSilent: () => Promise.resolve([]),
    takeFree: (wanted) => Promise.resolve(new Map(wanted.slice(0, 1).map((seat) => [seat, HELD]))),
    letGo: (seats) => Promise.resolve(void done.push(`let go of ${seats.join(" ")}`)),
    leave: () => Promise.resolve(void done.push("leave")),
    holdAll: () => Promise.resolve(new Map()),
    onFree() {},
    wake: () => Promise.resolve(),
  };
  const tasks = [toTask("a"), toTask("b")];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked
  const parts = { membership: membership as Membership, tasks, called: "seats", clock: () => NOW, log: QUIET };
  return { done, slow, asked: asked.promise, stop, over: keepSeats(parts, stop.signal) };
}

test("a stop ends what is done at once, however long the database takes, and begins nothing any more", async () => {
  const { done, slow, asked, stop, over } = keep();
  await asked;
  expect(done).toEqual(["begin a"]);
  stop.abort();
  await expect.poll(() => done).toEqual(["begin a", "leave", "end a"]);
  slow.resolve();
  await over;
  expect(done).toEqual(["begin a", "leave", "end a", "let go of a b"]);
});
