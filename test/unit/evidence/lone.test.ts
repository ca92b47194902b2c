import { expect, test } from "vitest";
import type { LogEntry } from "../../../src/core/record.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import type { Occasion } from "../../../src/evidence/news.ts";
import { said } from "../parts/failure.ts";
import { answered, MAIN, NEW, setUp } from "../parts/collecting.ts";
import { BIG, NOW } from "../parts/ledger-words.ts";

const SUBAGENT = "agent:main:subagent:a1";
const POLL: Occasion = { kind: "look", bells: [] };
/** Word for word what 2026.8.1 leaves of a subagent right after a job whose key was refused. */
const DISABLED =
  'Inline API key for provider "openai-platform" is temporarily disabled after a provider auth/billing failure. Retry after about 1 minute, or switch to a different auth profile/API key.';
const lane = (at: number, message = DISABLED, session = SUBAGENT): LogEntry => ({
  kind: "lane-error",
  at,
  session,
  model: null,
  failure: said(message),
});
const decision = (at: number, sessionId: string | null, outcome: "failed" | "served" = "failed"): LogEntry => ({
  kind: "decision",
  at,
  run: "r1",
  sessionId,
  outcome,
  requested: BIG,
  candidate: BIG,
  failure: said("401 no"),
  last: false,
  failedBefore: [],
});
const row = { key: SUBAGENT, sessionId: "s1", updatedAt: NOW, running: false };
const other = { key: MAIN, sessionId: "id", updatedAt: NOW - MINUTE, running: false };
const sessions = [row, other];

async function count(entries: readonly LogEntry[], own = answered(NOW).slice(0, 0)) {
  await using all = await setUp(NEW, { sessions, entries: {} });
  await all.read();
  const told = { sessions, entries: { [SUBAGENT]: own } };
  const { nextIn } = await all.read({ ...told, log: { entries } }, 2 * SECOND, POLL);
  const at = async () => await all.held.ledger().counts("main", NOW + MINUTE);
  const before = (await at()).exhausted["1h"];
  await all.read(told, nextIn ?? 30 * SECOND, POLL);
  const { exhausted, refusedLocally } = await at();
  return { before, after: exhausted["1h"], refused: refusedLocally["1h"] };
}

test("a chain of one model that the gateway refused by itself is a turn without an answer, once nothing more can come", async () => {
  expect(await count([lane(NOW + SECOND)])).toEqual({ before: 0, after: 1, refused: 1 });
});

test.each<[what: string, entries: readonly LogEntry[], own?: ReturnType<typeof answered>]>([
  ["was refused by a provider", [lane(NOW + SECOND, "401 no")]],
  ["went on with another model", [lane(NOW + SECOND), decision(NOW + SECOND, "s1")]],
  ["was answered by another model later", [lane(NOW + SECOND), decision(NOW + 9 * SECOND, "s1", "served")]],
  ["may have gone on with another model", [lane(NOW + SECOND), decision(NOW + SECOND, null)]],
  ["was answered", [lane(NOW + SECOND)], answered(NOW + 3 * SECOND)],
])("one that %s is none", async (_what, entries, own) => {
  expect((await count(entries, own)).after).toBe(0);
});

test("one that is not all of its chain has nobody look at its session again", async () => {
  await using all = await setUp(NEW, { sessions, entries: {} });
  await all.read();
  const entries = [lane(NOW + SECOND), decision(NOW + SECOND, "s1")];
  const { nextIn } = await all.read({ sessions, entries: {}, log: { entries } }, 2 * SECOND, POLL);
  expect(nextIn).toBeNull();
  const asked = all.session.asked.length;
  await all.read({ sessions, entries: {} }, 20 * SECOND, POLL);
  expect(all.session.asked).toHaveLength(asked);
});

test("what another session decided at that moment says nothing of it", async () => {
  expect((await count([lane(NOW + SECOND), decision(NOW + SECOND, "id")])).after).toBe(1);
});
