import { expect, test } from "vitest";
import type { AgentSetting } from "../../src/core/gateway.ts";
import type { ReadMarks } from "../../src/core/ledger.ts";
import { DAY, HOUR } from "../../src/core/time.ts";
import { openLedger } from "../unit/parts/ledger.ts";
import { attempt, BIG, NOW, SMALL, turn } from "../unit/parts/ledger-words.ts";

const NOTHING: ReadMarks = { logFile: null, logCursor: null, logNext: null, logSince: null, sessions: new Map() };

const setting = (id: string, primary: AgentSetting["primary"]): AgentSetting => ({ id, primary, fallbacks: [] });

test("before the first reading nothing is marked", async () => {
  await using held = await openLedger();
  expect(await held.ledger().marks("main")).toEqual(NOTHING);
  expect(await held.ledger().recordSince("main")).toBeNull();
  expect(await held.ledger().selections("main")).toEqual([]);
});

test("marks are kept over a restart, for each gateway, and sessions that were not read again stay", async () => {
  await using held = await openLedger();
  const first = { updatedAt: 1, readAt: 2, isAtRest: false };
  const [rested, logNext] = [
    { ...first, isAtRest: true },
    { cursor: 9, at: 3 },
  ];
  await held
    .ledger()
    .saveMarks("main", { ...NOTHING, logFile: "a.log", logCursor: 5, sessions: new Map([["s1", first]]) });
  await held
    .ledger()
    .saveMarks("main", { ...NOTHING, logFile: "b.log", logCursor: 7, logNext, sessions: new Map([["s2", rested]]) });
  await held.ledger().saveMarks("other", NOTHING);
  await held.reopen();
  expect(await held.ledger().marks("main")).toEqual({
    logFile: "b.log",
    logCursor: 7,
    logNext,
    logSince: null,
    sessions: new Map([
      ["s1", first],
      ["s2", rested],
    ]),
  });
  expect(await held.ledger().marks("other")).toEqual(NOTHING);
});

test("what an agent is set to is noted where it changes, and only there", async () => {
  await using held = await openLedger();
  const note = (at: number, ...agents: AgentSetting[]) => held.ledger().noteSelections("main", agents, at);
  await note(1, setting("main", BIG));
  await note(2, setting("main", BIG));
  await note(3, setting("main", SMALL), setting("ops", null));
  await note(4, setting("main", BIG), setting("ops", null));
  await note(5, setting("main", null), setting("ops", BIG));
  expect(await held.ledger().selections("main")).toEqual([
    { agent: "main", model: BIG, since: 1 },
    { agent: "main", model: SMALL, since: 3 },
    { agent: "ops", model: null, since: 3 },
    { agent: "main", model: BIG, since: 4 },
    { agent: "main", model: null, since: 5 },
    { agent: "ops", model: BIG, since: 5 },
  ]);
});

test("two changes in one instant lose the second until the next reading, and then not", async () => {
  await using held = await openLedger();
  await held.ledger().noteSelections("main", [setting("main", BIG)], 1);
  await held.ledger().noteSelections("main", [setting("main", SMALL)], 1);
  await held.ledger().noteSelections("main", [setting("main", SMALL)], 2);
  expect((await held.ledger().selections("main")).map(({ model }) => model)).toEqual([BIG, SMALL]);
});

test.each<[what: string, marks: readonly number[], since: number]>([
  ["it is set when it is not set yet", [5], 5],
  ["it moves later after a gap", [5, 9], 9],
  ["it never moves earlier", [5, 9, 3], 9],
])("from when on counts are complete: %s", async (_what, instants, since) => {
  await using held = await openLedger();
  for (const at of instants) await held.ledger().setRecordSince("main", at);
  await held.ledger().saveMarks("main", { ...NOTHING, logFile: "a", logCursor: 1 });
  await held.reopen();
  expect(await held.ledger().recordSince("main")).toBe(since);
  expect(await held.ledger().recordSince("other")).toBeNull();
});

test("marks that were saved first leave the beginning open", async () => {
  await using held = await openLedger();
  await held.ledger().saveMarks("main", { ...NOTHING, logFile: "a", logCursor: 1 });
  expect(await held.ledger().recordSince("main")).toBeNull();
  await held.ledger().setRecordSince("main", 5);
  expect(await held.ledger().recordSince("main")).toBe(5);
  expect((await held.ledger().marks("main")).logCursor).toBe(1);
});

test("what is older than asked for is forgotten, and nothing else", async () => {
  await using held = await openLedger();
  const instants = [NOW - 3 * DAY, NOW - 2 * DAY, NOW - HOUR];
  await held.ledger().record("main", {
    attempts: instants.map((at) => attempt(`a${at}`, { at })),
    turns: instants.map((at) => turn(`t${at}`, { at })),
  });
  const sessions = new Map(instants.map((readAt) => [`s${readAt}`, { updatedAt: readAt, readAt, isAtRest: false }]));
  await held.ledger().saveMarks("main", { ...NOTHING, logFile: "a", logCursor: 1, sessions });
  await held.ledger().noteSelections("main", [setting("main", BIG)], NOW - 3 * DAY);
  await held.ledger().forget("main", NOW - 2 * DAY);
  const { answers, unauthorized } = await held.ledger().counts("main", NOW);
  expect([answers["7d"], unauthorized["7d"]]).toEqual([2, 2]);
  const marks = await held.ledger().marks("main");
  expect([...marks.sessions.keys()]).toEqual(instants.slice(1).map((at) => `s${at}`));
  expect(marks).toMatchObject({ logFile: "a", logCursor: 1 });
  expect(await held.ledger().selections("main")).toHaveLength(1);
});

test("no more is kept of a gateway than there is room for, and what is known takes none", async () => {
  await using held = await openLedger();
  const turns = Array.from({ length: 10 }, (_, index) => turn(`t${index}`, { at: NOW - HOUR }));
  const record = (room: number) => held.ledger().record("main", { attempts: [], turns }, room);
  expect(await record(4)).toEqual({ changed: 4, leftOut: 6 });
  expect(await record(0)).toEqual({ changed: 0, leftOut: 6 });
  expect(await record(100)).toEqual({ changed: 6, leftOut: 0 });
  expect(await record(0)).toEqual({ changed: 0, leftOut: 0 });
});

test("what is forgotten is one gateway's own, and a bounded part of it at once", async () => {
  await using held = await openLedger();
  const old = Array.from({ length: 1_500 }, (_, index) => turn(`t${index}`, { at: NOW - 3 * HOUR }));
  for (const gateway of ["main", "other"]) await held.ledger().record(gateway, { attempts: [], turns: old });
  const left = async (gateway: string) => (await held.ledger().counts(gateway, NOW)).answers["24h"];
  expect(await held.ledger().forget("main", NOW - HOUR)).toBe(false);
  expect(await left("main")).toBe(500);
  expect(await held.ledger().forget("main", NOW - HOUR)).toBe(true);
  expect([await left("main"), await left("other")]).toEqual([0, 1_500]);
});

test("what a button carries is kept under a short name, the same one each time", async () => {
  await using held = await openLedger();
  const { callbacks } = held.store();
  const id = await callbacks.keep("x".repeat(5_000));
  expect(id).toMatch(/^[\w-]{1,40}$/);
  expect(await callbacks.keep("x".repeat(5_000))).toBe(id);
  expect(await callbacks.keep("y")).not.toBe(id);
  await held.reopen();
  expect(await held.store().callbacks.find(id)).toBe("x".repeat(5_000));
  expect(await held.store().callbacks.find("nothing")).toBeNull();
});
