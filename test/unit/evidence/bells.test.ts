import { expect, test } from "vitest";
import type { Bell, GatewayLink } from "../../../src/core/gateway.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import { sleep } from "../../../src/lib/backoff.ts";
import { listen } from "../../../src/evidence/bells.ts";
import { NOW } from "../parts/ledger-words.ts";
import { createScriptedSession } from "../parts/session.ts";
import { OLD } from "../parts/collecting.ts";

const READY: LinkStatus = { state: "ready", since: NOW, version: null, protocol: 4 };
const AWAY: LinkStatus = { state: "waiting", cause: "away", why: "it is away" };
const BELL: Bell = { session: "agent:main:main", run: "r1", isOver: true };
/** Longer than anybody waits who is rung for. */
const LONG = 600_000;

/** A link that changes when it is told to, each time with a session of its own where it is ready. */
function createLink() {
  const changed = new Set<(status: LinkStatus) => void>();
  const hearers = new Set<(bell: Bell) => void>();
  let status: LinkStatus = AWAY;
  const session = {
    ...createScriptedSession(OLD),
    onBell(heard: (bell: Bell) => void) {
      hearers.add(heard);
      return () => hearers.delete(heard);
    },
  };
  const link: GatewayLink = {
    id: "main",
    url: "ws://x",
    status: () => status,
    session: () => (status.state === "ready" ? session : null),
    skippedFrames: () => 0,
    onChange(heard) {
      changed.add(heard);
      return () => changed.delete(heard);
    },
  };
  const become = (next: LinkStatus): void => {
    status = next;
    for (const heard of changed) heard(next);
  };
  const ring = (bell: Bell): void => {
    for (const heard of hearers) heard(bell);
  };
  return { link, become, ring, hearers: () => hearers.size + changed.size };
}

/** Whether somebody who waits for long is woken. */
const isWoken = (waiting: Promise<void>): Promise<boolean> =>
  Promise.race([waiting.then(() => true), sleep(20_000).then(() => false)]);

test.each([
  ["is ready", READY],
  ["is lost", AWAY],
])("a link that %s wakes whoever waits, because there may be something to read or to say", async (_what, status) => {
  const { link, become } = createLink();
  const bells = listen(link);
  const waiting = bells.wait(LONG, new AbortController().signal);
  become(status);
  expect(await isWoken(waiting)).toBe(true);
  bells.stop();
});

test("what rings until it is taken wakes nobody a second time", async () => {
  const { link, become, ring } = createLink();
  const bells = listen(link);
  become(READY);
  ring(BELL);
  const waiting = bells.wait(LONG, new AbortController().signal);
  ring({ ...BELL, session: "agent:main:other" });
  expect(await isWoken(waiting)).toBe(true);
  expect(bells.take()).toHaveLength(2);
  const stop = new AbortController();
  const again = bells.wait(LONG, stop.signal).then(() => "woken");
  expect(await Promise.race([again, sleep(300).then(() => "waits")])).toBe("waits");
  stop.abort();
  bells.stop();
});

test("what rings while a turn goes on is left for its end, and read without it where that is long in coming", async () => {
  const { link, become, ring } = createLink();
  const bells = listen(link);
  become(READY);
  bells.take();
  const step = { ...BELL, isOver: false };
  const other = { session: "agent:main:other", run: "r2", isOver: false };
  ring(step);
  ring(other);
  expect(bells.take()).toEqual([]);
  expect(bells.awaited()).toEqual([step, other]);
  ring(BELL);
  expect(bells.take()).toEqual([step, BELL]);
  expect(bells.awaited()).toEqual([other]);
  expect(await isWoken(bells.wait(LONG, new AbortController().signal))).toBe(true);
  expect(bells.take()).toEqual([other]);
  expect(bells.awaited()).toEqual([]);
  bells.stop();
});

test("what rings is kept in order until it is heeded, also when that failed, and once per link", async () => {
  const { link, become, ring, hearers } = createLink();
  const bells = listen(link);
  become(READY);
  become(AWAY);
  become(READY);
  ring(BELL);
  const waiting = bells.wait(LONG, new AbortController().signal);
  expect(await isWoken(waiting)).toBe(true);
  const taken = bells.take();
  expect(taken).toEqual([BELL]);
  expect(bells.take()).toEqual([]);
  ring({ ...BELL, run: "r2" });
  bells.putBack(taken);
  expect(bells.take().map(({ run }) => run)).toEqual(["r1", "r2"]);
  bells.stop();
  expect(hearers()).toBe(0);
});
