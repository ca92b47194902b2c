import type { KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import type { Evidence } from "../../src/core/evidence.ts";
import { HOUR, MINUTE, SECOND } from "../../src/core/time.ts";
import { createCollector } from "../../src/evidence/collector.ts";
import type { Engine } from "../../src/store/engine.ts";
import { createEvidenceStore } from "../../src/store/evidence-store.ts";
import { openDatabaseEngine } from "../../src/store/postgres/open.ts";
import { openFileEngine } from "../../src/store/sqlite/open.ts";
import { attempt, BIG, NOW, turn } from "../unit/parts/ledger-words.ts";
import { answered, MAIN, OLD } from "../unit/parts/collecting.ts";
import { createScriptedSession } from "../unit/parts/session.ts";
import { makePlace } from "../unit/parts/place.ts";

/** An evidence store that counts what it sends to its database. */
async function openCounted() {
  const place = await makePlace();
  const engine: Engine = await (place.database ? openDatabaseEngine(place.database) : openFileEngine(place.dataDir));
  const count = { transactions: 0, writes: 0 };
  let asked = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      const [start] = node.kind === "RawNode" ? node.sqlFragments : [node.kind];
      if (/^\s*(?:select|with\b)/i.test(start ?? "")) asked += 1;
      else count.writes += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const db = engine.db.withPlugin(plugin);
  const begin = db.transaction.bind(db);
  db.transaction = () => {
    count.transactions += 1;
    return begin();
  };
  return {
    store: createEvidenceStore({ ...engine, db }),
    /** How often its database was asked for something since the last time. */
    asked: () => {
      const times = asked;
      asked = 0;
      return times;
    },
    /** What it cost the database. */
    async costOf(work: () => Promise<unknown>) {
      Object.assign(count, { transactions: 0, writes: 0 });
      await work();
      return { ...count };
    },
    async [Symbol.asyncDispose]() {
      if ("end" in engine && typeof engine.end === "function") await engine.end();
      await engine.db.destroy();
      await place[Symbol.asyncDispose]();
    },
  };
}

const EVIDENCE: Evidence = {
  attempts: [attempt("a")],
  turns: [turn("t1"), turn("t2")],
  retried: [
    {
      key: "r",
      session: "agent:main:main",
      agent: "main",
      prompt: "digest",
      model: BIG,
      failures: 3,
      exact: true,
      since: NOW - HOUR,
      lastAt: NOW,
      over: false,
    },
  ],
  rests: [{ provider: "openai", profile: "work", at: NOW - MINUTE, until: NOW + HOUR, disabled: false, said: null }],
};

test("what is known already opens no transaction and writes nothing, and one thing more is written", async () => {
  await using held = await openCounted();
  const { store, costOf } = held;
  const record = (evidence: Evidence) => costOf(() => store.record("main", evidence));
  expect(await record(EVIDENCE)).toEqual({ transactions: 1, writes: 4 });
  expect(await record(EVIDENCE)).toEqual({ transactions: 0, writes: 0 });
  expect(await record({ ...EVIDENCE, turns: [...EVIDENCE.turns, turn("t3")] })).toEqual({
    transactions: 1,
    writes: 1,
  });
  const retried = (EVIDENCE.retried ?? []).map((one) => ({ ...one, failures: 4 }));
  expect(await record({ ...EVIDENCE, retried })).toEqual({ transactions: 1, writes: 1 });
  const rests = (EVIDENCE.rests ?? []).map((one) => ({ ...one, at: NOW }));
  expect(await record({ ...EVIDENCE, retried, rests })).toEqual({ transactions: 1, writes: 1 });
});

test("the beginning of a record and its gaps are written where they move, and only there", async () => {
  await using held = await openCounted();
  const { store, costOf } = held;
  const begin = (at: number) => costOf(() => store.setRecordSince("main", at));
  expect(await begin(5)).toEqual({ transactions: 0, writes: 1 });
  for (const at of [5, 3]) expect(await begin(at)).toEqual({ transactions: 0, writes: 0 });
  const gap = (until: number) => costOf(() => store.noteGaps("main", [{ reason: "log-gap", until }]));
  expect(await gap(7)).toEqual({ transactions: 0, writes: 2 });
  for (const until of [7, 6]) expect(await gap(until)).toEqual({ transactions: 0, writes: 0 });
  expect(await store.recordSince("main")).toBe(7);
});

test("how far a record was read is written where it moves, and only there", async () => {
  await using held = await openCounted();
  const { store, costOf } = held;
  const mark = { updatedAt: 1, readAt: 2, isAtRest: false };
  const names = Array.from({ length: 600 }, (_, index) => `s${index}`);
  const marks = {
    logFile: "a.log",
    logCursor: 5,
    logNext: null,
    logSince: 3,
    sessions: new Map(["", "agent:main:it's \u{1F980}\"", ...names].map((name) => [name, mark])),
  };
  const save = (next: Partial<typeof marks>) => costOf(() => store.saveMarks("main", { ...marks, ...next }));
  expect(await save({})).toEqual({ transactions: 1, writes: 3 });
  expect(await save({})).toEqual({ transactions: 0, writes: 0 });
  expect(await save({ sessions: new Map() })).toEqual({ transactions: 0, writes: 0 });
  expect(await save({ logCursor: 6 })).toEqual({ transactions: 1, writes: 1 });
  const later = new Map([["s7", { updatedAt: 1, readAt: 9, isAtRest: false }]]);
  expect(await save({ logCursor: 6, sessions: later })).toEqual({ transactions: 1, writes: 1 });
  expect(await store.marks("main")).toEqual({
    ...marks,
    logCursor: 6,
    sessions: new Map([...marks.sessions, ...later]),
  });
});

test("twenty thousand first turns are some dozens of statements, and none of them is lost", async () => {
  await using held = await openCounted();
  const { store, asked, costOf } = held;
  const turns = Array.from({ length: 20_000 }, (_, index) => turn(`t${index}`));
  const { writes } = await costOf(() => store.record("main", { attempts: [], turns }));
  expect(writes).toBeLessThan(100);
  // Where nothing is yet, nothing is looked for.
  expect(asked()).toBe(1);
  expect(await store.record("main", { attempts: [], turns: [...turns, turn("one more")] })).toEqual({
    changed: 1,
    leftOut: 0,
  });
});

test("one row that comes twice is one, the one that says more; what no database takes is said otherwise", async () => {
  await using held = await openCounted();
  const { store } = held;
  const refusal = attempt("a", { endedBy: "gateway", reason: "resting", status: null });
  const odd = attempt("b\0\u{D800}", { message: "no\0\u{D800}", until: Number.POSITIVE_INFINITY });
  const evidence = { attempts: [refusal, attempt("a"), refusal, odd], turns: [] };
  expect(await store.record("main", evidence)).toEqual({ changed: 3, leftOut: 0 });
  expect(await store.record("main", evidence)).toEqual({ changed: 0, leftOut: 0 });
  expect(await store.record("main", evidence, 0)).toEqual({ changed: 0, leftOut: 0 });
});

test("a quiet reading writes nothing, opens no transaction, and asks once where the record begins", async () => {
  await using held = await openCounted();
  const { store, costOf, asked } = held;
  const session = createScriptedSession(OLD, {
    entries: { [MAIN]: answered(NOW - SECOND) },
    identity: { device: "d1", address: "a:1" },
  });
  let now = NOW;
  const collector = createCollector("main", store, () => now);
  const look = () => costOf(() => collector.read(session, { kind: "look", bells: [] }));
  expect(await look()).toMatchObject({ transactions: expect.toSatisfy((times: number) => times > 0) });
  for (let round = 0; round < 3; round += 1) {
    now += 15 * SECOND;
    asked();
    expect(await look()).toEqual({ transactions: 0, writes: 0 });
    expect(asked()).toBe(1);
  }
});
