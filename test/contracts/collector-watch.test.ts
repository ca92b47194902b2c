import { expect, test } from "vitest";
import { createWatch, type Watch } from "../../src/evidence/watch.ts";
import type { Log } from "../../src/core/log.ts";
import { DAY } from "../../src/core/time.ts";
import type { Ledger } from "../../src/core/ledger.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { eventually } from "../fakes/gateway-client.ts";
import { holdLink } from "../unit/parts/link.ts";
import { openLedger } from "../unit/parts/ledger.ts";

/** A gateway that is watched as the service watches it: real link, real events, real ledger. */
async function watch(change: (ledger: Ledger) => Ledger = (ledger) => ledger, clock = Date.now) {
  const gateway = await startFakeGateway("2026.3.2", "issue-38706");
  const held = holdLink(gateway);
  const ledger = await openLedger();
  const logged: object[] = [];
  const write = (fields: object, message: string): void => void logged.push({ ...fields, message });
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const store = change(ledger.ledger());
  const watched: Watch = createWatch(held.link, { store, clock, random: () => 1, log });
  const stop = new AbortController();
  const running = watched.run(stop.signal);
  return {
    gateway,
    held,
    watched,
    logged,
    running,
    since: () => ledger.ledger().recordSince("main"),
    answers: async () => (await ledger.ledger().counts("main", Date.now())).answers["1h"],
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
      await held[Symbol.asyncDispose]();
      await gateway.close();
      await ledger[Symbol.asyncDispose]();
    },
  };
}

test("it reads as soon as the link is ready, and again when the gateway tells of a turn, long before the next poll", async () => {
  await using all = await watch();
  await all.watched.tried;
  await eventually(async () => expect(await all.answers()).toBe(3));
  expect(all.watched.trouble()).toBeNull();
  expect(all.watched.snapshot()?.agents).toMatchObject([{ id: "main" }]);
  await all.gateway.playTurn();
  await eventually(async () => expect(await all.answers()).toBe(4));
});

test("a turn that happened while the link was down is read when it is back", async () => {
  await using all = await watch();
  await all.watched.tried;
  expect(await all.answers()).toBe(3);
  all.gateway.drop();
  await all.gateway.playTurn();
  await eventually(async () => expect(await all.answers()).toBe(4));
});

test("what is heard only counts once it is in the record", async () => {
  await using all = await watch();
  await all.watched.tried;
  expect(await all.answers()).toBe(3);
  const readings: number[] = [];
  all.watched.onReading(({ changed }) => readings.push(changed));
  all.gateway.sendGarbage();
  await all.watched.refresh();
  expect(readings.every((changed) => changed === 0)).toBe(true);
});

test("a record that cannot be read is said so in words for everybody; the error's own are for the log", async () => {
  await using all = await watch();
  await all.watched.tried;
  expect(await all.answers()).toBe(3);
  const before = all.watched.readAt();
  const mend = all.gateway.fail("chat.history", {
    code: "UNAVAILABLE",
    message: "no access to agent:main:main by openai:fake-login",
  });
  await all.watched.refresh();
  await all.watched.refresh();
  expect(all.watched.trouble()).toEqual(
    "its record cannot be read: it refuses to tell; the companion's log has its words",
  );
  expect(all.logged).toContainEqual(
    expect.objectContaining({ words: "no access to agent:main:main by openai:fake-login" }),
  );
  expect(all.watched.readAt()).toBe(before);
  expect(all.watched.snapshot()).not.toBeNull();
  mend();
  await all.watched.refresh();
  await all.watched.refresh();
  expect(all.watched.trouble()).toBeNull();
});

test("a ledger that cannot forget does not end the watch", async () => {
  await using all = await watch((ledger) => ({
    ...ledger,
    forget: () => Promise.reject(new Error("database is locked")),
  }));
  await eventually(() =>
    expect(all.logged).toContainEqual(expect.objectContaining({ message: "old evidence not forgotten" })),
  );
  await all.gateway.playTurn();
  await eventually(async () => expect(await all.answers()).toBe(4));
});

test("a clock that is a year ahead makes nobody forget what is new by the gateway's own clock", async () => {
  const forgotten: number[] = [];
  const isForgetting = (ledger: Ledger): Ledger => ({
    ...ledger,
    forget: (gateway, before) => (forgotten.push(before), ledger.forget(gateway, before)),
  });
  await using all = await watch(isForgetting, () => Date.now() + 365 * DAY);
  await eventually(() => expect(forgotten).not.toHaveLength(0));
  for (const before of forgotten) expect(before).toBeLessThan(Date.now() - 29 * DAY);
  await eventually(async () => expect(await all.answers()).toBe(3));
  expect(await all.since()).toBeLessThanOrEqual(Date.now());
});
