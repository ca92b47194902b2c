import { expect, test } from "vitest";
import type { LogEntry, TranscriptEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { answered, MAIN, setUp } from "../parts/collecting.ts";
import { said } from "../parts/failure.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";

/** As 2026.3.13: transcripts name no runs, the log names no sessions, and what found nothing to tell is taken out. */
const OLDER = { providerErrors: "transcripts", localRefusals: "decisions" } as const;
const REFUSED = said("401 You have insufficient permissions. Missing scopes: api.responses.write.");
const AT = NOW + 20 * SECOND;

const before = answered(NOW - MINUTE);
const left: readonly TranscriptEntry[] = [
  { kind: "asked", at: AT, prompt: "beat", run: null, isHeartbeat: true },
  { kind: "failed", at: AT + 100, model: BIG, failure: REFUSED, run: null },
];
const decision = (at: number, outcome: "failed" | "served"): LogEntry => ({
  kind: "decision",
  at,
  run: "r1",
  sessionId: null,
  outcome,
  requested: BIG,
  candidate: outcome === "failed" ? BIG : SMALL,
  failure: outcome === "failed" ? REFUSED : null,
  last: outcome === "served",
  failedBefore: [],
});
const failing: readonly LogEntry[] = [
  { kind: "provider-error", at: AT + 200, run: "r1", model: BIG, failure: REFUSED },
  decision(AT + 210, "failed"),
];
const told = (entries: readonly TranscriptEntry[], lines: readonly LogEntry[] = []) => ({
  entries: { [MAIN]: entries },
  log: { entries: lines },
});
const rung = (run: string, session: string | null = MAIN) =>
  ({ kind: "look", bells: [{ session, run, isOver: true }] }) as const;

async function read(...steps: readonly (readonly [ReturnType<typeof told>, ReturnType<typeof rung>])[]) {
  await using all = await setUp(OLDER, told(before));
  await all.read();
  let later = 21 * SECOND;
  for (const [next, occasion] of steps) {
    await all.read(next, later, occasion);
    later = 2 * SECOND;
  }
  const { answers, fallbacks, unauthorized, exhausted } = await all.held.ledger().counts("main", AT + MINUTE);
  return [answers, fallbacks, unauthorized, exhausted].map((one) => one["1h"]);
}

test("a heartbeat that was taken out of its transcript is counted where its run rang", async () => {
  expect(await read([told(before, [...failing, decision(AT + 900, "served")]), rung("r1")])).toEqual([2, 1, 1, 0]);
});

test("one that was read before it was taken out is counted once", async () => {
  const seen = [told([...before, ...left], failing), rung("r1")] as const;
  const over = [told(before, [decision(AT + 1_500, "served")]), rung("r1")] as const;
  expect(await read(seen, over)).toEqual([2, 1, 1, 0]);
  const more = [told([...before, ...answered(AT + 10 * SECOND)]), rung("r2")] as const;
  expect(await read(seen, over, more)).toEqual([3, 1, 1, 0]);
});

test("the run of another gateway that writes to the same log is none", async () => {
  expect(await read([told(before, [...failing, decision(AT + 900, "served")]), rung("r2")])).toEqual([1, 0, 0, 0]);
});

test("a question that still waits is not taken for one", async () => {
  const asked: TranscriptEntry = { kind: "asked", at: AT - 5 * SECOND, prompt: "p", run: null };
  const answer: TranscriptEntry = { kind: "answered", at: AT + 500, model: SMALL, run: null };
  const lines = [{ ...decision(AT + 210, "failed"), outcome: "passed-over" as const }, decision(AT + 900, "served")];
  const [answers] = await read(
    [told([...before, asked], lines), rung("r1")],
    [told([...before, asked, answer]), rung("r1")],
  );
  expect(answers).toBe(2);
});
