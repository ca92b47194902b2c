import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/core/evidence.ts";
import type { Rule } from "../../../src/core/diagnosis.ts";
import { MINUTE } from "../../../src/core/time.ts";
import type { GatewayView } from "../../../src/diagnose/report.ts";
import { agent } from "../parts/diagnose.ts";
import { AWAY, NOTHING, report, snapshotOf } from "../parts/reporting.ts";
import { DAY, startOfDay } from "../../../src/core/time.ts";
import { dailySpend } from "../../../src/diagnose/rules/daily-spend.ts";
import { BIG, NOW, SMALL, turn } from "../parts/ledger-words.ts";

const answered = turn("t");
const fallback = turn("t", { answeredBy: SMALL });
const exhausted = turn("x", { at: NOW, answeredBy: null });

describe("the verdict on an agent", () => {
  test.each<[what: string, view: Partial<GatewayView>, turns: Evidence["turns"], verdict: string]>([
    ["nothing was ever answered", {}, [], "idle"],
    ["the selected model answered", {}, [answered], "healthy"],
    ["another model answered", {}, [fallback], "silent-fallback"],
    ["nobody answered last", {}, [answered, exhausted], "failing"],
    ["nobody ever answered", {}, [exhausted], "failing"],
    ["somebody answered after nobody did", {}, [turn("x", { answeredBy: null, at: NOW - 5_000 }), answered], "healthy"],
    ["it is not known what was selected", {}, [turn("t", { selected: null })], "unknown"],
    ["the gateway is away", { link: AWAY }, [answered], "unknown"],
    ["its record cannot be read", { trouble: "it refuses" }, [answered], "unknown"],
    ["it is read for the first time", { readAt: null }, [answered], "unknown"],
    ["the link is being made", { link: { state: "connecting" } }, [answered], "unknown"],
  ])("%s", async (_what, view, turns, verdict) => {
    expect((await report(view, { attempts: [], turns })).agents).toMatchObject([{ verdict }]);
  });
});

describe("after the agent was set to another model", () => {
  const now = { ...snapshotOf({ agents: [agent("a/other")] }) };
  const session = {
    key: "agent:main:main",
    sessionId: null,
    agent: "main",
    updatedAt: NOW,
    running: null,
    shown: null,
  };
  const chosen = [{ ...session, pin: { model: BIG, by: "person" as const } }];

  test.each<[what: string, snapshot: GatewayView["snapshot"], turns: Evidence["turns"], verdict: string]>([
    ["nothing was answered under the new setting yet", now, [answered], "healthy"],
    [
      "the one that stood in is the primary now",
      snapshotOf({ agents: [agent("openai-codex/gpt-5.3-codex")] }),
      [fallback],
      "healthy",
    ],
    ["a fallback stays one until somebody else answers", now, [fallback], "silent-fallback"],
    [
      "the new model answered",
      now,
      [turn("t", { answeredBy: { provider: "a", model: "other" }, selected: { provider: "a", model: "other" } })],
      "healthy",
    ],
    ["a session with a choice of its own is held against that", { ...now, sessions: chosen }, [answered], "healthy"],
    [
      "the same model by another way is the same",
      snapshotOf({ agents: [agent("openai/gpt-5.4")] }),
      [answered],
      "healthy",
    ],
    [
      "what it is set to cannot be read",
      { ...now, agents: [{ id: "main", primary: null, fallbacks: [] }] },
      [answered],
      "healthy",
    ],
  ])("%s", async (_what, snapshot, turns, verdict) => {
    expect((await report({ snapshot }, { attempts: [], turns })).agents).toMatchObject([{ verdict }]);
  });
});

test.each<[what: string, view: Partial<GatewayView>, reading: object]>([
  ["it was read", {}, { state: "current", at: NOW - 1_000 }],
  [
    "it was never read",
    { readAt: null },
    { state: "unreadable", since: null, why: "it is being read for the first time" },
  ],
  [
    "its record cannot be read",
    { trouble: "it refuses" },
    { state: "unreadable", since: NOW - 1_000, why: "it refuses" },
  ],
  ["it is away", { link: AWAY }, { state: "unreadable", since: NOW - 1_000, why: "it is away" }],
  [
    "it is being connected to",
    { link: { state: "connecting" } },
    { state: "unreadable", why: "it is being connected to" },
  ],
  [
    "the token is wrong",
    { link: { state: "refused", cause: "token", why: "wrong token", fix: "set it" } },
    { state: "unreadable", why: "wrong token" },
  ],
])("what is shown says how old it is: %s", async (_what, view, reading) => {
  expect((await report(view)).reading).toEqual(expect.objectContaining(reading));
});

test("counts are told once the record was read, and never invented before", async () => {
  expect((await report({}, { attempts: [], turns: [answered] })).counts?.answers).toEqual({
    "1h": 1,
    "24h": 1,
    "7d": 1,
  });
  expect((await report({ snapshot: null, readAt: null }, NOTHING, [], false)).counts).toBeNull();
});

test("while a repair is under way nothing is concluded, and that is said", async () => {
  const found = { severity: "critical", title: "t", explanation: ["e"], remedy: null, agents: ["main"] } as const;
  const always: Rule = { id: "unauthorized", inspect: () => [{ ...found, rule: "unauthorized" }] };
  const told = await report({ isOnHold: true }, { attempts: [], turns: [fallback] }, [always]);
  expect(told).toMatchObject({ onHold: true, diagnoses: [], cannotTell: [], agents: [{ verdict: "silent-fallback" }] });
  expect((await report({}, { attempts: [], turns: [fallback] }, [always])).diagnoses).toHaveLength(1);
});

test("agents that only the ledger remembers are told while the gateway is away", async () => {
  const { agents, version } = await report({ link: AWAY, snapshot: null }, { attempts: [], turns: [fallback] });
  expect(agents).toMatchObject([
    { setting: { id: "main", primary: null }, answering: { model: SMALL }, verdict: "unknown" },
  ]);
  expect(version).toBeNull();
});

test("sessions set to another model than their agent's are told, those set to the same are not", async () => {
  const base = { sessionId: null, agent: "main", updatedAt: NOW, running: null, shown: null } as const;
  const sessions = [
    { ...base, key: "other", pin: { model: SMALL, by: "person" } },
    { ...base, key: "same", pin: { model: BIG, by: "gateway" } },
    { ...base, key: "none", pin: null },
    { ...base, key: "secret", pin: "unknown" },
    { ...base, key: "ops", agent: "ops", pin: { model: SMALL, by: "person" } },
  ] as const;
  const { agents } = await report({ snapshot: { ...snapshotOf(), sessions } });
  expect(agents.flatMap(({ pinned }) => pinned.map(({ key }) => key))).toEqual(["other"]);
});

test("an agent that is configured and one that is not are told in the gateway's order", async () => {
  const state = { agents: [agent("a/b", "ops"), agent("a/c", "main")] };
  expect((await report({ snapshot: snapshotOf(state) })).agents.map(({ setting }) => setting.id)).toEqual([
    "ops",
    "main",
  ]);
});

test("that another gateway stands under the name is said, and since when", async () => {
  const replaced = await report({}, NOTHING, [], true, async (ledger) => {
    await ledger.claim("main", { device: "d1", address: "a:1" }, NOW - MINUTE);
    await ledger.claim("main", { device: "d2", address: "a:1" }, NOW);
  });
  expect(replaced.replacedAt).toBe(NOW);
  expect(await report({})).not.toHaveProperty("replacedAt");
});

describe("what a day may cost", () => {
  const midnight = startOfDay(NOW);
  const turns = [
    turn("before", { at: midnight - 1, cost: 50 }),
    turn("first", { at: midnight, cost: 6 }),
    turn("second", { at: NOW, cost: 5, answeredBy: SMALL }),
  ];

  test("is compared with what was spent since midnight", async () => {
    const said = await report({ dailySpend: 10 }, { attempts: [], turns }, [dailySpend]);
    expect(said.spending).toEqual({ since: midnight, limit: 10, spent: { usd: 11, priced: 2, unpriced: 0 } });
    expect(said.diagnoses.map(({ rule }) => rule)).toEqual(["daily-spend"]);
    expect((await report({ dailySpend: 11 }, { attempts: [], turns }, [dailySpend])).diagnoses).toEqual([]);
  });

  test("is nothing that is looked at where nobody said", async () => {
    expect(await report({}, { attempts: [], turns }, [dailySpend])).not.toHaveProperty("spending");
  });

  test("begins at midnight of this process's zone", () => {
    expect(new Date(midnight).getHours()).toBe(0);
    expect(NOW - midnight).toBeLessThan(DAY + 3_600_000);
  });
});
