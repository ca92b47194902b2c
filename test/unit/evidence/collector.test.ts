import { expect, test } from "vitest";
import type { LogEntry, TranscriptEntry } from "../../../src/core/record.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import { answered, MAIN, NEW, OLD, setUp } from "../parts/collecting.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import { createScriptedSession, type Told } from "../parts/session.ts";
import { said } from "../parts/failure.ts";

const oldest = NOW - 2 * DAY;
const entries = { [MAIN]: [...answered(oldest), ...answered(NOW - MINUTE)] };

const line = (at: number): LogEntry => ({ kind: "gave-up", at, refused: [] });

test("after a restart the log is read again from where everything before was settled", async () => {
  const told = { entries: { [MAIN]: answered(NOW - SECOND) } };
  let now = NOW;
  await using all = await setUp(OLD, told);
  for (const [cursor, later] of [
    [100, 0],
    [200, MINUTE],
    [300, 2 * MINUTE],
    [400, MINUTE],
  ] as const)
    await all.read({ ...told, log: { cursor, entries: [line((now += later))] } }, later);
  all.restart();
  await all.read({ ...told, log: { cursor: 500 } }, SECOND);
  expect(all.session.cursors).toEqual([null, 100, 200, 300, 200]);
});

test.each<[what: string, moved: Partial<NonNullable<Told["log"]>>]>([
  ["moved to another file", { file: "b.log", cursor: 9 }],
  ["began anew under its name", { cursor: 9, gap: true }],
])("a place in a log that %s is not one to go on from after a restart", async (_what, moved) => {
  await using all = await setUp(OLD, { log: { cursor: 5_000 } });
  await all.read();
  await all.read(undefined, 3 * MINUTE);
  await all.read({ log: moved }, SECOND);
  all.restart();
  await all.read({ log: { ...moved, cursor: 20 } }, SECOND);
  expect(all.session.cursors.at(-1)).toBe(9);
});

test("a session is read until its last turn must be over, and then left alone until it is touched", async () => {
  await using all = await setUp(OLD, { entries });
  await all.read();
  await all.read(undefined, 10 * MINUTE);
  await all.read(undefined, 25 * MINUTE);
  const before = all.session.asked.length;
  await all.read(undefined, HOUR);
  expect(all.session.asked).toHaveLength(before);
  await all.read({ sessions: [{ updatedAt: NOW + 2 * HOUR }], entries }, HOUR);
  expect(all.session.asked.length).toBeGreaterThan(before);
});

test("a first reading asks for all there is, later ones for the newest, unless those do not reach back", async () => {
  await using all = await setUp(OLD, { entries });
  await all.read();
  await all.read(undefined, MINUTE);
  await all.read({ entries: { [MAIN]: answered(NOW + 2 * MINUTE) }, cut: [MAIN] }, 2 * MINUTE);
  expect(all.session.asked).toEqual([`${MAIN} 1000`, `${MAIN} 100`, `${MAIN} 100`, `${MAIN} 1000`]);
});

test("a ledger that cannot be written for once loses nothing", async () => {
  await using held = await openLedger();
  const session = createScriptedSession(OLD, { entries });
  let fails = true;
  const store = {
    ...held.ledger(),
    record: (...args: Parameters<ReturnType<typeof held.ledger>["record"]>) =>
      fails ? Promise.reject(new Error("database is locked")) : held.ledger().record(...args),
  };
  const collector = createCollector("main", store, () => NOW);
  await expect(collector.read(session)).rejects.toThrow("database is locked");
  fails = false;
  await collector.read(session);
  expect(session.cursors).toEqual([null, null]);
  expect((await held.ledger().counts("main", NOW)).answers["7d"]).toBe(2);
  expect(await held.ledger().recordSince("main")).toBe(oldest - SECOND);
});

test("a proof of a repair is no turn of anybody", async () => {
  const key = "agent:main:companion-proof-1";
  await using all = await setUp(OLD);
  await all.read({ sessions: [{}, { key, sessionId: "p" }], entries: { [key]: answered(NOW - MINUTE) } });
  expect(await all.answers()).toBe(0);
});

test.each<[what: string, sessions: Told["sessions"]]>([
  ["is gone", []],
  ["began anew under its name", [{ sessionId: "another" }]],
])("a chain that was given up in a session that %s is not counted again", async (_what, sessions) => {
  const lines = [
    {
      kind: "lane-error",
      at: NOW - 2_000,
      session: MAIN,
      model: null,
      failure: said("No route-compatible authentication source is configured for openai."),
    },
    { kind: "gave-up", at: NOW - 1_900, refused: [] },
  ] as const;
  const failed: TranscriptEntry[] = [
    { kind: "asked", at: NOW - 3_000, prompt: "p", run: "r1" },
    { kind: "gave-up", at: NOW - 1_800, refused: [], run: "r1" },
  ];
  await using all = await setUp(NEW);
  await all.read({ entries: { [MAIN]: failed }, log: { entries: lines } });
  await all.read({ sessions: sessions ?? [] }, MINUTE);
  expect((await all.held.ledger().counts("main", NOW)).exhausted["1h"]).toBe(1);
});

test("what an agent is set to is noted with each reading", async () => {
  await using all = await setUp(OLD, { entries });
  await all.read();
  expect(await all.held.ledger().selections("main")).toEqual([{ agent: "main", model: BIG, since: NOW }]);
});

const refused: readonly TranscriptEntry[] = [
  { kind: "asked", at: NOW - MINUTE, prompt: "p", run: null },
  { kind: "failed", at: NOW - MINUTE + 1, model: BIG, failure: said("401 no"), run: null },
  { kind: "answered", at: NOW - MINUTE + 2, model: SMALL, run: null },
];

test.each<[what: string, told: Told, fallbacks: number, chosen: number, unknown: number]>([
  ["its run failed before is a fallback", { entries: { [MAIN]: refused } }, 1, 0, 0],
  [
    "nothing failed was chosen",
    { entries: { [MAIN]: answered(NOW - MINUTE, SMALL) }, log: { from: NOW - HOUR } },
    0,
    1,
    0,
  ],
  [
    "no log tells why is unknown",
    { entries: { [MAIN]: answered(NOW - MINUTE, SMALL) }, log: { from: NOW - 1 } },
    0,
    0,
    1,
  ],
  [
    "there is no log at all is unknown",
    { entries: { [MAIN]: answered(NOW - MINUTE, SMALL) }, log: { from: null } },
    0,
    0,
    1,
  ],
])("an answer by another model than the primary, where %s", async (_what, told, fallbacks, chosen, unknown) => {
  await using all = await setUp(OLD);
  await all.read(told);
  const counts = await all.held.ledger().counts("main", NOW);
  expect([counts.answers["7d"], counts.fallbacks["7d"], counts.chosen["7d"], counts.unknown["7d"]]).toEqual([
    1,
    fallbacks,
    chosen,
    unknown,
  ]);
});

test("a failure that is read later than its answer makes a fallback of it", async () => {
  await using all = await setUp(NEW);
  const turn = answered(NOW - MINUTE, SMALL).map((entry) => ({ ...entry, run: "r1" }));
  await all.read({ entries: { [MAIN]: turn }, log: { from: NOW - HOUR } });
  const failed = {
    kind: "provider-error" as const,
    at: NOW - MINUTE - 500,
    run: "r1",
    model: BIG,
    failure: said("401 no"),
  };
  await all.read({ entries: { [MAIN]: turn }, log: { entries: [failed] } }, SECOND);
  const { fallbacks, chosen } = await all.held.ledger().counts("main", NOW);
  expect([fallbacks["7d"], chosen["7d"]]).toEqual([1, 0]);
});

test("a person's own choice for a session is what its answers are held against", async () => {
  await using all = await setUp(OLD);
  await all.read({ sessions: [{ pin: { model: SMALL, by: "person" } }], entries });
  expect((await all.held.ledger().counts("main", NOW)).fallbacks["7d"]).toBe(0);
});

test("what could not be read is counted with the reading", async () => {
  await using all = await setUp(OLD);
  expect((await all.read({ log: { skipped: 3 } })).skipped).toBe(3);
  expect((await all.read({ entries, log: { skipped: 3 }, unread: 2 }, SECOND)).skipped).toBe(5);
});

test("who wrote the configuration tells what ran when it was read first, and later only the gateway does", async () => {
  await using all = await setUp(OLD, { entries });
  const upgrade = () => all.held.ledger().upgrade("main", 0);
  await all.read({ entries, wrote: "2026.3.2" });
  await all.read({ entries, wrote: "2026.5.28" }, SECOND);
  expect(await upgrade()).toBeNull();
  await all.read({ entries, wrote: "2026.5.28", runs: "2026.9.6" }, SECOND);
  expect(await upgrade()).toMatchObject({ from: "2026.3.2", to: "2026.9.6", at: NOW + 2 * SECOND });
});
