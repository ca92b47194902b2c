import { expect, onTestFinished, test } from "vitest";
import type { FailedAttempt, Rest, RetriedTurn } from "../../src/core/evidence.ts";
import { HOUR, MINUTE } from "../../src/core/time.ts";
import { attempt, attempts, BIG, NOW, SMALL, turn } from "../unit/parts/ledger-words.ts";
import { openLedger } from "../unit/parts/ledger.ts";

async function open() {
  const held = await openLedger();
  onTestFinished(() => held[Symbol.asyncDispose]());
  return held;
}

test("an upgrade is told with the last answer before it and the first since, whatever was chosen", async () => {
  const held = await open();
  await held.ledger().noteRelease("main", "2026.3.2", NOW - 10 * MINUTE);
  expect(await held.ledger().upgrade("main", 0)).toBeNull();
  await held.ledger().record("main", {
    attempts: [],
    turns: [
      turn("a", { at: NOW - 9 * MINUTE, api: "old" }),
      turn("b", { at: NOW - 4 * MINUTE, answeredBy: SMALL, judged: "chosen", wish: "chosen" }),
      turn("c", { at: NOW - 3 * MINUTE, api: "new" }),
      turn("d", { at: NOW - 2 * MINUTE, answeredBy: SMALL }),
    ],
  });
  for (const at of [NOW - 5 * MINUTE, NOW]) await held.ledger().noteRelease("main", "2026.9.6", at);
  await held.reopen();
  expect(await held.ledger().upgrade("main", 0)).toEqual({
    from: "2026.3.2",
    to: "2026.9.6",
    at: NOW - 5 * MINUTE,
    answers: [
      {
        agent: "main",
        before: { model: BIG, at: NOW - 9 * MINUTE, api: "old" },
        since: { model: BIG, at: NOW - 3 * MINUTE, api: "new" },
      },
    ],
  });
  expect(await held.ledger().upgrade("main", NOW - MINUTE)).toBeNull();
  expect(await held.ledger().upgrade("other", 0)).toBeNull();
});

test("a turn that is tried again and again is kept as it stood last, until it is old", async () => {
  const held = await open();
  const first: RetriedTurn = {
    key: "k",
    session: "agent:main:main",
    agent: "main",
    prompt: "p",
    model: BIG,
    failures: 60,
    exact: true,
    since: NOW - MINUTE,
    lastAt: NOW - 30_000,
    over: false,
  };
  const then = { ...first, failures: 900, exact: false, lastAt: NOW };
  for (const one of [first, then]) await held.ledger().record("main", { attempts: [], turns: [], retried: [one] });
  expect(await held.ledger().retried("main", 0)).toEqual([then]);
  expect(await held.ledger().retried("main", NOW + 1)).toEqual([]);
  await held.ledger().forget("main", NOW + 1);
  expect(await held.ledger().retried("main", 0)).toEqual([]);
});

test("a login is left alone until its time is over or its provider answers, by the newest word", async () => {
  const held = await open();
  const rest: Rest = {
    provider: BIG.provider,
    profile: "x",
    at: NOW - 2 * MINUTE,
    until: NOW + MINUTE,
    disabled: false,
    said: "auth",
  };
  const worse = { ...rest, at: NOW - MINUTE, until: NOW + 9 * MINUTE, disabled: true };
  const keep = (one: Rest) => held.ledger().record("main", { attempts: [], turns: [], rests: [one] });
  for (const one of [worse, rest]) await keep(one);
  expect(await held.ledger().rests("main", NOW)).toEqual([worse]);
  expect(await held.ledger().rests("main", worse.until)).toEqual([]);
  await held.ledger().record("main", { attempts: [], turns: [turn("a", { at: NOW })] });
  expect(await held.ledger().rests("main", NOW)).toEqual([]);
});

const of = (key: string, session: string, at: number) => turn(key, { session, at });

test("of jobs and subagents the newest turn of each session is told, and of nobody else", async () => {
  const held = await open();
  const turns = [
    of("a", "agent:main:main", NOW),
    of("b", "agent:main:cron:j1:run:1", NOW - 2),
    of("c", "agent:main:cron:j1:run:1", NOW - 1),
    of("d", "agent:main:subagent:1", NOW - 3),
    of("e", "agent:main:subagent:old", NOW - 99 * MINUTE),
  ];
  await held.ledger().record("main", { attempts: [], turns });
  expect((await held.ledger().sideTurns("main", NOW - MINUTE)).map(({ key }) => key)).toEqual(["c", "d"]);
});

test("failures since any instant are counted to the millisecond, alike ones together", async () => {
  const kinds: readonly Partial<FailedAttempt>[] = [
    {},
    { agent: null, session: null },
    { entry: "other" },
    { endedBy: "gateway", status: null, reason: "resting", until: NOW + HOUR },
    { status: 429, reason: "rate-limit", message: "Too many requests", said: "billing", scopes: ["a", "b"] },
  ];
  const all = Array.from({ length: 60 }, (_, index) =>
    attempt(`a${index}`, { at: NOW - index * 7 * MINUTE, ...kinds[index % kinds.length] }),
  );
  await using held = await openLedger();
  await held.ledger().record("main", attempts(...all));
  for (const since of [NOW + 1, NOW, NOW - 7 * MINUTE, NOW - 7 * MINUTE + 1, NOW - 3 * HOUR, 0]) {
    const within = all.filter(({ at }) => at >= since);
    const found = await held.ledger().failures("main", since);
    const expected = kinds.flatMap((_kind, place) => {
      const alike = within.filter((_one, index) => index % kinds.length === place);
      const [newest, oldest] = [alike[0], alike.at(-1)];
      if (!newest || !oldest) return [];
      const { agent, model, endedBy, reason, status, message, said, scopes, until, entry = null } = newest;
      const facts = { agent, model, endedBy, reason, status, message, said, scopes, until, entry };
      return [{ ...facts, count: alike.length, firstAt: oldest.at, lastAt: newest.at }];
    });
    expect(found).toEqual(expected);
  }
});
