import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { isFlapping } from "../../../src/incidents/reconcile.ts";
import { thresholdOf } from "../../../src/incidents/thresholds.ts";
import { fingerprintOf } from "../../../src/notify/fingerprint.ts";
import { createChatRoom, type ChatRoom, type Trouble } from "../parts/chat-room.ts";
import { found } from "../parts/incidents.ts";
import { watch, type Watched, type Wrong } from "../parts/watched.ts";

const ROOMS = ["1", "2"].map((target) => ({ platform: "room", target }));
const WRONG: Readonly<Record<string, Wrong>> = {
  nothing: [],
  unreadable: null,
  fallback: [found("silent-fallback", { severity: "warning", title: "Fallback" })],
  refused: [found("unauthorized", { title: "Refused" })],
  both: [
    found("unauthorized", { title: "Refused" }),
    found("silent-fallback", { severity: "warning", title: "Fallback" }),
  ],
};

type Step =
  | { readonly do: "wrong"; readonly what: string }
  | { readonly do: "answer"; readonly by: "primary" | "fallback" | "nobody" }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "look" | "restart" | "ack" | "mute" | "delete" }
  | { readonly do: "fail"; readonly trouble: Trouble; readonly times: number }
  | { readonly do: "close"; readonly trouble: Trouble; readonly room: string }
  | { readonly do: "reopen"; readonly room: string; readonly hint: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("wrong" as const),
      what: fc.constantFrom(...Object.keys(WRONG), "unreadable"),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      by: fc.constantFrom("primary" as const, "fallback" as const, "nobody" as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      ms: fc.constantFrom(SECOND, MINUTE, 3 * MINUTE, 11 * MINUTE, 29 * MINUTE, HOUR, 5 * HOUR),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("look" as const, "restart" as const, "ack" as const, "mute" as const, "delete" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("fail" as const),
      trouble: fc.constantFrom("lost" as const, "answer-lost" as const),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("close" as const),
      trouble: fc.constantFrom("gone" as const, "lost" as const, "refused" as const),
      room: fc.constantFrom("1", "2"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("reopen" as const),
      room: fc.constantFrom("1", "2"),
      hint: fc.boolean(),
    }),
  },
);

async function take(one: Step, day: Watched, room: ChatRoom): Promise<void> {
  switch (one.do) {
    case "wrong":
      return day.wrong(WRONG[one.what] ?? null);
    case "answer":
      return day.answer(one.by);
    case "pass":
      return day.pass(one.ms);
    case "look":
      return day.look();
    case "restart":
      return day.restart();
    case "ack":
      return day.acknowledge();
    case "mute":
      return day.mute("over");
    case "delete":
      return room.delete(/^(main|Again|Worse|Still|Flapping|Perhaps)/);
    case "close":
      return room.close(one.room, one.trouble);
    case "reopen":
      room.open(one.room);
      if (one.hint) room.hint(one.room);
      return;
    case "fail":
      return room.fail(one.trouble, one.times);
  }
}

const cardsOf = (room: ChatRoom, target: string, { id }: Incident) =>
  room.standing().filter((one) => one.room === target && JSON.stringify(one.card.actions ?? []).includes(`"${id}"`));

/** Two good answers in a row, or quiet for as long as its cause wants. */
function expectProof(history: readonly Incident[]): void {
  for (const { phase, openings, goneSince, overAt, cause, impact } of history) {
    if (phase !== "over" || openings.length === 0 || overAt === null || goneSince === null) continue;
    const { goodAnswers, quiet } = thresholdOf(cause, {});
    expect(impact.goodInARow >= goodAnswers || overAt - goneSince >= quiet).toBe(true);
  }
}

/** One card, which says how it stands now, unless somebody deleted it. */
async function expectOneCard(incident: Incident, target: string, day: Watched, room: ChatRoom): Promise<void> {
  const told = await day.store().outbox.told(incident.id, { platform: "room", target });
  const cards = cardsOf(room, target, incident);
  expect(cards.length).toBeLessThanOrEqual(1);
  const now = day.now();
  // What was muted before it was told is not told at all.
  const isUntold = told.card === null && incident.mutedUntil === "over";
  expect(told.fingerprint).toBe(
    isUntold ? null : fingerprintOf({ ...incident, members: [] }, isFlapping(incident, now), now),
  );
  for (const { title } of cards) expect(title).toContain(incident.gateway);
}

/** A trouble is never told as over more often than it was open. */
function expectNoMoreEndsThanOpenings(target: string, day: Watched, room: ChatRoom): void {
  const ends = room
    .standing()
    .filter((one) => one.room === target && one.repliesTo !== null && /^Resolved.* main: /.test(one.title));
  const openings = day.history.flatMap(({ id, openings }) => openings.map((at) => `${id} ${at}`));
  expect(ends.length).toBeLessThanOrEqual(new Set(openings).size);
}

it("whatever happens in whatever order: one card for each trouble and room, none lost, none twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const room = createChatRoom();
      await using day = await watch(room, ROOMS);
      let isSeen = true;
      for (const one of steps) {
        if (one.do === "wrong") isSeen = WRONG[one.what] !== null;
        const before = day.history.length;
        await take(one, day, room);
        // Who cannot see does not say that it is over.
        const ended = day.history.slice(before).filter(({ phase }) => phase === "over");
        expect(isSeen ? [] : ended).toEqual([]);
      }
      // Calm weather, and time for everything that waits for another try.
      for (const { target } of ROOMS) room.open(target);
      for (let times = 0; times < 3; times += 1) await day.pass(2 * HOUR);
      for (let minutes = 0; minutes < 12; minutes += 1) await day.pass(MINUTE);

      expectProof(day.history);
      expect(await day.store().outbox.waiting()).toEqual([]);
      const known = await day.store().incidents.latest(100);
      const open = known.filter(({ phase }) => phase === "open" || phase === "recovering");
      for (const { target } of ROOMS) {
        for (const one of open) await expectOneCard(one, target, day, room);
        expectNoMoreEndsThanOpenings(target, day, room);
        const keys = room
          .standing()
          .filter((one) => one.room === target)
          .map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 12 },
  );
}, 300_000);
