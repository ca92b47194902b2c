import { expect, test } from "vitest";
import type { JobRuns, LogEntry, Transcript } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import { NEW } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { openLedger } from "../parts/ledger.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import { createScriptedSession, type Told } from "../parts/session.ts";

const SESSION = "agent:main:cron:job1:run:r1";
const run = (end: Transcript["entries"][number], session = SESSION): Transcript => ({
  session,
  sessionId: "r1",
  skipped: 0,
  entries: [{ kind: "asked", at: end.at - 5 * SECOND, prompt: session, run: "r1" }, end],
  complete: true,
});
const at = NOW - MINUTE;
const REFUSED: LogEntry = {
  kind: "decision",
  at: at - SECOND,
  run: "r1",
  sessionId: "r1",
  outcome: "failed",
  requested: BIG,
  candidate: BIG,
  failure: said("401 no", { status: 401 }),
  last: false,
  failedBefore: [],
};
const ERROR: LogEntry = {
  kind: "provider-error",
  at: at - SECOND,
  run: "r1",
  model: BIG,
  failure: said("401 no", { status: 401 }),
};
const log = { entries: [ERROR, REFUSED] };

/** Reads a gateway whose jobs leave no session, once for each thing it tells. */
async function readJobs(...told: readonly { readonly jobs: JobRuns | null; readonly told?: Told }[]) {
  await using held = await openLedger();
  const scripted = createScriptedSession(NEW);
  const collector = createCollector("main", held.ledger(), () => NOW);
  for (const one of told) {
    scripted.tell({ sessions: [], ...one.told });
    await collector.read({ ...scripted, jobRuns: () => Promise.resolve(one.jobs) });
  }
  const ledger = held.ledger();
  const { answers, fallbacks, unauthorized, exhausted } = await ledger.counts("main", NOW);
  return {
    counts: [answers, fallbacks, unauthorized, exhausted].map((count) => count["24h"]),
    gaps: (await ledger.gaps("main")).filter(({ reason }) => reason === "jobs-unread"),
    side: (await ledger.sideTurns("main", 0)).map(({ session, agent, judged }) => [session, agent, judged]),
  };
}

const all = (...runs: readonly Transcript[]): JobRuns => ({ runs, unreadBefore: null });

test.each<[what: string, end: Transcript["entries"][number], counts: readonly number[], judged: string]>([
  ["answered by a fallback", { kind: "answered", at, model: SMALL, run: "r1" }, [1, 1, 1, 0], "fallback"],
  ["answered by nobody", { kind: "gave-up", at, refused: [], run: "r1" }, [0, 0, 1, 1], "exhausted"],
])(
  "a job that is gone and was %s is counted by its run, with what the log says of it",
  async (_, end, counts, judged) => {
    const read = await readJobs({ jobs: all(run(end)), told: { log } });
    expect(read).toEqual({ counts, gaps: [], side: [[SESSION, "main", judged]] });
  },
);

test("a run is counted once, also where it is told after the lines of the log about it, and again", async () => {
  const ended = all(run({ kind: "answered", at, model: SMALL, run: "r1" }));
  const read = await readJobs({ jobs: all(), told: { log } }, { jobs: ended }, { jobs: ended });
  expect(read.counts).toEqual([1, 1, 1, 0]);
});

test("a run whose session was read while it was there is the same turn afterwards", async () => {
  const key = "agent:main:cron:job1";
  const entries: Transcript["entries"] = [
    { kind: "asked", at: at - 2 * SECOND, prompt: "p", run: null },
    { kind: "answered", at, model: BIG, run: null },
  ];
  const told = { sessions: [{ key, sessionId: "r1", updatedAt: at }], entries: { [key]: entries } };
  const ended = all(run({ kind: "answered", at: at + SECOND, model: BIG, run: "r1" }));
  expect((await readJobs({ jobs: all(), told })).counts).toEqual([1, 0, 0, 0]);
  expect((await readJobs({ jobs: all(), told }, { jobs: ended })).counts).toEqual([1, 0, 0, 0]);
});

test.each<[what: string, jobs: JobRuns | null, told: Told, until: readonly number[]]>([
  ["are not told of", null, { sessions: [{ key: "agent:main:cron:job1", updatedAt: NOW - SECOND }] }, [NOW - SECOND]],
  ["are not told of where there are none", null, {}, []],
  ["reach back further than was read", { runs: [], unreadBefore: NOW - SECOND }, {}, [NOW - SECOND]],
])("runs that %s are said to be missing", async (_, jobs, told, until) => {
  const { gaps } = await readJobs({ jobs, told });
  expect(gaps.map((gap) => gap.until)).toEqual(until);
});
