import { expect, test } from "vitest";
import { createAnswer } from "../../../src/answer.ts";
import { OPEN_HOUSE } from "../../../src/answer/audience.ts";
import { ALLOWANCES, createBuckets } from "../../../src/answer/limits.ts";
import { createTurns } from "../../../src/answer/turns.ts";
import type { Measure } from "../../../src/lib/bucket.ts";
import { defineCommand, type Caller } from "../../../src/core/command.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { english } from "../../../src/words/speak.ts";

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const person = (id: string, admin = false): Caller => ({ platform: "test", id, name: id, admin });

function setUp(run: () => Promise<void> = () => Promise.resolve()) {
  let now = 0;
  let runs = 0;
  const command = defineCommand({
    name: "look",
    summary: "",
    access: "everyone",
    options: {},
    async run() {
      runs += 1;
      await run();
      return { card: { tone: "good", title: "Seen", blocks: [] }, visibility: "public" };
    },
  });
  const answer = createAnswer([command], { audience: OPEN_HOUSE, audit: null, clock: () => now, log: SILENT });
  const signal = new AbortController().signal;
  return {
    runs: () => runs,
    pass: (time: number) => void (now += time),
    async ask(caller: Caller, place = "here"): Promise<string> {
      const admitted = await answer.admit({ name: "look", args: {}, caller, origin: SOMEWHERE, place, signal });
      return english((await admitted?.reply())?.card.title ?? "nothing");
    },
  };
}

async function askAll(asked: readonly (() => Promise<string>)[]): Promise<Readonly<Record<string, number>>> {
  const titles = await Promise.all(asked.map((ask) => ask()));
  return Object.fromEntries([...Map.groupBy(titles, (title) => title)].map(([title, all]) => [title, all.length]));
}

test("one person is answered a few times, then told so, then not at all, and later again", async () => {
  const { ask, pass } = setUp();
  const titles: string[] = [];
  for (let count = 0; count < 100; count += 1) titles.push(await ask(person("1")));
  const { atOnce, pause } = ALLOWANCES.person;
  expect(titles.slice(0, atOnce)).toEqual(titles.slice(0, atOnce).map(() => "Seen"));
  const told = ALLOWANCES.telling.atOnce;
  expect(new Set(titles.slice(atOnce, atOnce + told))).toEqual(new Set(["One moment, please"]));
  expect(new Set(titles.slice(atOnce + told))).toEqual(new Set(["nothing"]));
  pass(pause);
  expect(await ask(person("1"))).toBe("Seen");
  expect(await ask(person("1"))).not.toBe("Seen");
});

test("many people of one place share what the place may have, and other places and admins do not notice", async () => {
  const { ask, runs } = setUp();
  const many = Array.from({ length: 300 }, (_, index) => () => ask(person(String(index))));
  const got = await askAll(many);
  expect(got["Seen"]).toBe(ALLOWANCES.place.atOnce);
  expect(got["One moment, please"]).toBe(ALLOWANCES.tellingPlace.atOnce);
  expect(runs()).toBe(ALLOWANCES.place.atOnce);
  expect(await ask(person("somebody else"), "there")).toBe("Seen");
  expect(await ask(person("admin", true))).toBe("Seen");
});

test("many people in as many places share what everybody may have, and an admin does not notice", async () => {
  const { ask } = setUp();
  const got = await askAll(Array.from({ length: 300 }, (_, index) => () => ask(person(`${index}`), `place ${index}`)));
  expect(got["Seen"]).toBe(ALLOWANCES.everybody.atOnce);
  expect(got["One moment, please"]).toBe(ALLOWANCES.tellingEverybody.atOnce);
  expect(await ask(person("admin", true), "elsewhere")).toBe("Seen");
});

test("a person has one answer in hand, and an admin waits for nobody", async () => {
  const gate = Promise.withResolvers<void>();
  const { ask } = setUp(() => gate.promise);
  const first = ask(person("1"));
  expect(await ask(person("1"))).toBe("One moment, please");
  const others = Array.from({ length: 10 }, (_, index) => ask(person(`other-${index}`)));
  const admin = ask(person("admin", true));
  gate.resolve();
  expect(await admin).toBe("Seen");
  expect(await first).toBe("Seen");
  expect(new Set(await Promise.all(others))).toEqual(new Set(["Seen"]));
});

test("a few answers are worked on at once, whoever asks; those of admins besides", async () => {
  const turns = createTurns();
  let atOnce = 0;
  let most = 0;
  const gate = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await gate.promise;
    atOnce -= 1;
  };
  const all = Array.from({ length: 50 }, (_, index) => turns.run(person(String(index)), work));
  const admins = Array.from({ length: 2 }, (_, index) => turns.run(person(`admin-${index}`, true), work));
  gate.resolve();
  await Promise.all([...all, ...admins]);
  expect(most).toBe(6);
});

function open() {
  let now = 0;
  const buckets = createBuckets(() => now);
  return {
    take(name: string, allowance: Measure, at: number): boolean {
      now = at;
      return buckets.take(name, allowance);
    },
  };
}

test("a clock that is set back gives nothing away and takes nothing away", () => {
  const { take } = open();
  const allowance = { atOnce: 2, pause: SECOND };
  expect(take("a", allowance, MINUTE)).toBe(true);
  expect(take("a", allowance, 0)).toBe(true);
  expect(take("a", allowance, 0)).toBe(false);
  expect(take("a", allowance, SECOND)).toBe(true);
});

test("one more is allowed when the pause is over, and not before", () => {
  const { take } = open();
  const allowance = { atOnce: 1, pause: SECOND };
  expect(take("a", allowance, 0)).toBe(true);
  expect(take("a", allowance, SECOND - 1)).toBe(false);
  // Whoever asks too early loses nothing by it.
  expect(take("a", allowance, SECOND)).toBe(true);
});

test("whoever asked for nothing for long may not have more at once for it", () => {
  const { take } = open();
  const allowance = { atOnce: 2, pause: SECOND };
  expect(take("a", allowance, 0)).toBe(true);
  expect([1, 2, 3].map(() => take("a", allowance, 60 * MINUTE))).toEqual([true, true, false]);
});

test("the same number in two chats is two people", async () => {
  const { ask } = setUp();
  const { atOnce } = ALLOWANCES.person;
  for (let count = 0; count < atOnce; count += 1) expect(await ask(person("1"))).toBe("Seen");
  expect(await ask(person("1"))).not.toBe("Seen");
  expect(await ask({ ...person("1"), platform: "elsewhere" })).toBe("Seen");
});

test("whoever asks again and again is not forgotten for those who asked once", () => {
  const { take } = open();
  const allowance = { atOnce: 1, pause: MINUTE };
  take("often", allowance, 0);
  const rounds = Array.from({ length: 10 }, (_, round) => {
    for (let count = 0; count < 1_000; count += 1) take(`name-${round}-${count}`, allowance, 0);
    return take("often", allowance, 0);
  });
  expect(rounds).toEqual(rounds.map(() => false));
});

test("a stranger with ten thousand names costs no more memory than five thousand", () => {
  const { take } = open();
  const allowance = { atOnce: 1, pause: MINUTE };
  for (let count = 0; count < 10_000; count += 1) expect(take(`name-${count}`, allowance, 0)).toBe(true);
  expect(take("name-0", allowance, 0)).toBe(true);
  expect(take("name-9999", allowance, 0)).toBe(false);
});
