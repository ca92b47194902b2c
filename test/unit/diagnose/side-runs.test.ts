import { describe, expect, test } from "vitest";
import type { Turn } from "../../../src/core/evidence.ts";
import type { CronJob, SessionRow, Snapshot } from "../../../src/core/gateway.ts";
import { readSideRuns } from "../../../src/diagnose/side-runs.ts";
import { agent, inputOf } from "../parts/diagnose.ts";
import { NOW, ref, turn } from "../parts/ledger-words.ts";

const [BIG, MINI, OTHER] = [ref("openai/gpt-5.6-terra"), ref("openai/gpt-5.6-mini"), ref("openai/gpt-5.6-luna")];
const SUB = "agent:main:subagent:1";
const plain = { judged: "asked", wish: "primary", witness: null } as const;
const chose = { judged: "chosen", wish: "chosen", witness: null } as const;
const fell = { judged: "fallback", wish: "chosen", witness: "decision" } as const;

const snapshot = (rest: Partial<Snapshot> = {}): Snapshot => ({
  ...inputOf({ version: "2026.9.6", agents: [{ ...agent("openai/gpt-5.6-terra"), subagents: MINI }] }).snapshot,
  ...rest,
});
const row = (pin: SessionRow["pin"]): SessionRow => ({
  key: SUB,
  sessionId: "s",
  agent: "main",
  updatedAt: NOW,
  pin,
  shown: null,
  running: null,
});
const of = (answeredBy: Turn["answeredBy"], rest: Partial<Turn> = {}): Turn =>
  turn("a", { session: SUB, at: NOW, answeredBy, selected: MINI, ...plain, ...rest });

describe("whether a subagent ran on what was asked", () => {
  test.each<[what: string, turn: Turn, known: Snapshot, substituted: string | null]>([
    ["its model failed", of(OTHER, fell), snapshot(), "failed"],
    ["its agent's setting alone names another one", of(BIG), snapshot(), null],
    ["it was set to none", of(BIG), snapshot({ sessions: [row(null)] }), null],
    ["its gateway does not tell what it is set to", of(BIG), snapshot({ sessions: [row("unknown")] }), null],
    [
      "a person set it to another one, before or after it ran",
      of(BIG),
      snapshot({ sessions: [row({ model: OTHER, by: "person" })] }),
      null,
    ],
    [
      "a person asked for the one it ran on",
      of(OTHER, chose),
      snapshot({ sessions: [row({ model: OTHER, by: "person" })] }),
      null,
    ],
    ["it ran as set", of(MINI, chose), snapshot(), null],
    ["whoever began it asked for another one", of(OTHER, chose), snapshot(), null],
    [
      "it keeps another wish than it ran on",
      of(BIG),
      snapshot({ sessions: [row({ model: OTHER, by: "gateway" })] }),
      "unheeded",
    ],
    [
      "it keeps the wish it ran on",
      of(OTHER, chose),
      snapshot({ sessions: [row({ model: OTHER, by: "gateway" })] }),
      null,
    ],
    ["nobody answered", of(null, { ...fell, judged: "exhausted", witness: null }), snapshot(), null],
    ["it fell back with its agent", of(OTHER, { ...fell, wish: "primary" }), snapshot(), null],
  ])("%s", (_what, one, known, substituted) => {
    expect(readSideRuns([one], known).map((run) => run.substituted)).toEqual([substituted]);
  });
});

const ran = (answeredBy: Turn["answeredBy"], rest: Partial<Turn> = {}) =>
  of(answeredBy, { session: "agent:main:cron:j1:run:1", ...rest });

describe("whether a job ran on what it is set to", () => {
  const job = (rest: Partial<CronJob> = {}): Partial<Snapshot> => ({
    cron: [
      {
        id: "j1",
        name: "digest",
        agent: "main",
        model: MINI,
        enabled: true,
        lastRunAt: NOW,
        lastStatus: "ok",
        lastDelivery: null,
        errorsInARow: 0,
        ...rest,
      },
    ],
  });
  test.each<[what: string, turn: Turn, known: Partial<Snapshot>, substituted: string | null]>([
    ["its model failed", ran(BIG, fell), job(), "failed"],
    ["its setting was not heeded", ran(OTHER, chose), job(), "unheeded"],
    ["it ran as set", ran(MINI, chose), job(), null],
    [
      "it is set by a short id",
      ran(ref("openai/gpt-5.6-mini-preview")),
      job({ model: ref("openai/gpt-5.6-mini") }),
      null,
    ],
    ["it was changed since", ran(BIG), job({ editedAt: NOW + 1 }), null],
    ["it has no model of its own", ran(BIG), job({ model: null }), null],
    ["it is not listed any more", ran(BIG), {}, null],
  ])("%s", (_what, one, known, substituted) => {
    const [run] = readSideRuns([one], snapshot(known));
    expect(run).toMatchObject({ substituted, job: { id: "j1" } });
  });
});

test("of runs with one wish the newest decides, and all are counted", () => {
  const turns = [of(BIG, { key: "b", at: NOW - 1 }), of(MINI, { key: "c", session: `${SUB}2`, ...chose })];
  expect(readSideRuns(turns, snapshot())).toMatchObject([{ substituted: null, count: 2, answered: MINI }]);
});
