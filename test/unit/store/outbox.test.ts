import { describe, expect, test } from "vitest";
import type { Notice, Outbox, Told } from "../../../src/core/incident.ts";
import { DAY, MINUTE } from "../../../src/core/time.ts";
import { openLedger } from "../parts/ledger.ts";
import { NOW } from "../parts/ledger-words.ts";
import type { Target } from "../../../src/core/rooms.ts";

const HERE: Target = { platform: "discord", target: "1" };
const THERE: Target = { platform: "telegram", target: "1" };
const notice = (id: string, rest: Partial<Notice> = {}): Notice => ({
  id,
  to: HERE,
  incident: "i",
  kind: "open",
  createdAt: NOW - MINUTE,
  attempts: 0,
  dueAt: NOW,
  ...rest,
});
const told: Told = {
  card: { platform: "discord", target: "1", message: "m" },
  fingerprint: "f",
  editedAt: NOW - 2,
  soundedAt: NOW - 3,
  announced: "critical",
};
const NOTHING: Told = { card: null, fingerprint: null, editedAt: null, soundedAt: null, announced: null };

const withOutbox = async (work: (outbox: Outbox) => Promise<void>): Promise<void> => {
  await using held = await openLedger();
  await work(held.store().outbox);
};
const idsOf = async (outbox: Outbox, now = NOW) => (await outbox.next(now)).map(({ id }) => id);

describe("messages on their way", () => {
  test("are taken once, in each room the oldest that is due, of an incident in its order", () =>
    withOutbox(async (outbox) => {
      await outbox.add([
        notice("first"),
        notice("second", { kind: "update" }),
        notice("other", { incident: "j", dueAt: NOW - 1 }),
        notice("there", { to: THERE }),
        notice("later", { to: THERE, incident: "k", dueAt: NOW + 1 }),
      ]);
      await outbox.add([notice("first", { kind: "recovery" })]);
      expect(await outbox.next(NOW)).toEqual([notice("first"), notice("there", { to: THERE })]);
      expect(await outbox.queued("i", HERE)).toEqual(["open", "update"]);
      expect(await outbox.queued("i", THERE)).toEqual(["open"]);
      expect(await outbox.queued("x", HERE)).toEqual([]);
      await outbox.drop(notice("there", { to: THERE }));
      expect(await idsOf(outbox)).toEqual(["first"]);
      expect(await idsOf(outbox, NOW + 1)).toEqual(["first", "later"]);
    }));

  test("that were refused wait, are counted, and let others of the room pass but none of their incident", () =>
    withOutbox(async (outbox) => {
      await outbox.add([notice("first"), notice("same", { kind: "update" }), notice("other", { incident: "j" })]);
      await outbox.postpone(notice("first", { attempts: 2 }), NOW + MINUTE, { why: "too long", fix: "shorten it" });
      expect(await outbox.next(NOW)).toEqual([notice("other", { incident: "j" })]);
      await outbox.drop(notice("other"));
      expect(await outbox.next(NOW)).toEqual([]);
      expect(await outbox.next(NOW + MINUTE)).toEqual([notice("first", { attempts: 3, dueAt: NOW + MINUTE })]);
      expect(await outbox.waiting()).toEqual([
        { to: HERE, count: 2, refused: { since: NOW - MINUTE, why: "too long", fix: "shorten it" } },
      ]);
    }));

  test("that wait without having been refused are only counted", () =>
    withOutbox(async (outbox) => {
      await outbox.add([notice("a"), notice("b", { to: THERE })]);
      expect(await outbox.waiting()).toEqual([
        { to: HERE, count: 1, refused: null },
        { to: THERE, count: 1, refused: null },
      ]);
    }));

  test("written by a clock that was ahead are due once it is right", () =>
    withOutbox(async (outbox) => {
      await outbox.add([notice("ahead", { createdAt: NOW + DAY, dueAt: NOW + DAY })]);
      expect(await idsOf(outbox)).toEqual(["ahead"]);
    }));

  test("leave in the moment what the room was told is kept", () =>
    withOutbox(async (outbox) => {
      expect(await outbox.told("i", HERE)).toEqual(NOTHING);
      await outbox.add([notice("a")]);
      await outbox.record(notice("a"), told);
      expect(await outbox.next(NOW)).toEqual([]);
      expect(await outbox.told("i", HERE)).toEqual(told);
      expect(await outbox.told("i", THERE)).toEqual(NOTHING);
      await outbox.record(notice("b"), { ...told, card: null, announced: null });
      expect(await outbox.told("i", HERE)).toEqual({ ...told, card: null, announced: null });
    }));

  test("can be tried without leaving anything behind", () =>
    withOutbox(async (outbox) => {
      await outbox.tryWrite();
      expect(await outbox.faults()).toEqual([]);
    }));

  test("move with a clock that is put right, as far as they were written by the wrong one", () =>
    withOutbox(async (outbox) => {
      const hour = 60 * MINUTE;
      const later = { to: THERE, createdAt: NOW - MINUTE, dueAt: NOW + DAY };
      await outbox.add([
        notice("a"),
        notice("later", later),
        notice("old", { incident: "j", createdAt: NOW - DAY, dueAt: NOW - DAY }),
      ]);
      await outbox.record(notice("c", { incident: "k" }), told);
      await outbox.shift({ from: NOW - hour, to: NOW, by: -hour });
      const all = await outbox.next(NOW);
      expect(await idsOf(outbox, NOW + DAY - hour - 1)).toEqual(["a"]);
      expect(await idsOf(outbox, NOW + DAY - hour)).toEqual(["a", "later"]);
      expect(all).toEqual([notice("a", { createdAt: NOW - MINUTE - hour, dueAt: NOW - hour })]);
      await outbox.drop(notice("a"));
      expect(await outbox.next(NOW)).toEqual([
        notice("old", { incident: "j", createdAt: NOW - DAY, dueAt: NOW - DAY }),
      ]);
      expect(await outbox.told("k", HERE)).toMatchObject({ editedAt: NOW - 2 - hour, soundedAt: NOW - 3 - hour });
    }));
});

describe("rooms", () => {
  const fault = {
    to: HERE,
    kind: "lost" as const,
    since: NOW,
    attempts: 1,
    triedAt: NOW,
    retryAt: NOW + 1,
    why: "gone",
    fix: null,
  };

  test("that take nothing go along with a clock that is set, what lies ahead of it too, and what was before stays", () =>
    withOutbox(async (outbox) => {
      const hour = 60 * MINUTE;
      const earlier = { ...fault, to: THERE, since: NOW - DAY, triedAt: NOW - DAY, retryAt: NOW - DAY };
      const ahead = { ...fault, retryAt: NOW + DAY };
      for (const one of [earlier, ahead]) await outbox.setFault(one);
      await outbox.shift({ from: NOW - hour, to: NOW, by: -hour });
      expect(await outbox.faults()).toEqual([
        earlier,
        { ...ahead, since: NOW - hour, triedAt: NOW - hour, retryAt: NOW + DAY - hour },
      ]);
    }));

  test("are set, set anew and forgotten, each by itself", () =>
    withOutbox(async (outbox) => {
      await outbox.setRoom({ to: HERE, state: "on", by: "Ada", at: NOW });
      await outbox.setRoom({ to: THERE, state: "private", by: "Otto", at: NOW + 1 });
      await outbox.setRoom({ to: HERE, state: "off", by: "Otto", at: NOW + 2 });
      expect(await outbox.rooms()).toEqual([
        { to: THERE, state: "private", by: "Otto", at: NOW + 1 },
        { to: HERE, state: "off", by: "Otto", at: NOW + 2 },
      ]);
      await outbox.forgetRoom(HERE);
      expect((await outbox.rooms()).map(({ to }) => to)).toEqual([THERE]);
    }));

  test("that take nothing are known by their newest fault, until it is cleared", () =>
    withOutbox(async (outbox) => {
      await outbox.setFault(fault);
      await outbox.setFault({ ...fault, to: THERE, kind: "away", fix: "wait" });
      await outbox.setFault({ ...fault, attempts: 2 });
      expect(await outbox.faults()).toHaveLength(2);
      expect(await outbox.faults()).toEqual(
        expect.arrayContaining([
          { ...fault, attempts: 2 },
          { ...fault, to: THERE, kind: "away", fix: "wait" },
        ]),
      );
      await outbox.clearFault(HERE);
      expect((await outbox.faults()).map(({ to }) => to)).toEqual([THERE]);
    }));

  test("that move take what is queued and told along, and the old id stands for nothing", () =>
    withOutbox(async (outbox) => {
      const next: Target = { platform: "discord", target: "2" };
      await outbox.setRoom({ to: HERE, state: "on", by: "Ada", at: NOW });
      await outbox.setFault(fault);
      await outbox.setFault({ ...fault, to: THERE });
      await outbox.add([notice("a"), notice("b", { to: THERE })]);
      await outbox.record(notice("c", { incident: "j" }), told);
      await outbox.moveRoom(HERE, next, NOW + 5);
      expect((await outbox.next(NOW)).map(({ id, to }) => [id, to])).toEqual([
        ["a", next],
        ["b", THERE],
      ]);
      expect(await outbox.told("j", next)).toMatchObject({ fingerprint: "f" });
      expect(await outbox.told("j", HERE)).toEqual(NOTHING);
      // It is the old room that was lost.
      expect((await outbox.faults()).map(({ to }) => to)).toEqual([THERE]);
      const rooms = await outbox.rooms();
      expect(rooms.find(({ to }) => to.target === "1")).toMatchObject({ state: "moved", by: "2", at: NOW + 5 });
    }));

  test.each([
    ["one that was stopped", { state: "off" }, { state: "off" }],
    ["one for what nobody acknowledged", { state: "second", after: MINUTE }, { state: "second", after: MINUTE }],
    ["one that was written to in private", { state: "private" }, { state: "on" }],
  ] as const)("that move stay what they were: %s", (_what, before, after) =>
    withOutbox(async (outbox) => {
      const next: Target = { platform: "discord", target: "2" };
      await outbox.setRoom({ to: HERE, by: "Ada", at: NOW, ...before });
      await outbox.moveRoom(HERE, next, NOW + 5);
      const rooms = await outbox.rooms();
      expect(rooms.find(({ to }) => to.target === "2")).toEqual({ to: next, by: "1", at: NOW + 5, ...after });
    }),
  );

  test("that move onto one that was told of the same leave the newer words there", () =>
    withOutbox(async (outbox) => {
      const next: Target = { platform: "discord", target: "2" };
      await outbox.record(notice("a"), told);
      await outbox.record(notice("b", { to: next }), { ...told, fingerprint: "theirs" });
      await outbox.record(notice("c", { to: next, incident: "j" }), { ...told, fingerprint: "kept" });
      await outbox.moveRoom(HERE, next, NOW);
      expect(await outbox.told("i", next)).toMatchObject({ fingerprint: "f" });
      expect(await outbox.told("j", next)).toMatchObject({ fingerprint: "kept" });
    }));
});
