import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnosis, SideRun } from "../../../src/core/diagnosis.ts";
import type { CronJob } from "../../../src/core/gateway.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import type { GatewayReport, Standing } from "../../../src/core/report.ts";
import { DAY } from "../../../src/core/time.ts";
import { agent, answers } from "../parts/diagnose.ts";
import { attempt, NOW } from "../parts/ledger-words.ts";
import { ask, AWAY, unreadable } from "../parts/model-status.ts";
import { agentReport, linesOf, reportOf, unauthorized } from "../parts/report.ts";
import { GAP_WORDS } from "../../../src/diagnose/gaps.ts";
import { english } from "../../../src/words/speak.ts";

const PER_WINDOW = { "1h": 1, "24h": 2, "7d": 3 };
const read = async (report: Partial<GatewayReport> = {}): Promise<readonly string[]> =>
  linesOf((await ask([reportOf(report)])).card);

test("everything people ask is on the card: configured, answering, counts, the latest 401s", async () => {
  expect(await read()).toEqual([
    "main: gpt-5.3-codex answers instead of gpt-5.4",
    "OpenClaw 2026.3.2 · read <time>",
    "Configured: openai-codex/gpt-5.4, then openai-codex/gpt-5.3-codex",
    "Answering: openai-codex/gpt-5.3-codex since <time>, last <time>",
    "answers 1 2 3",
    "fallbacks 1 2 3",
    "401s 1 2 3",
    "blocked by the gateway 1 2 3",
    "no answer 1 2 3",
    "Counts start at <time>.",
    "Latest 401s:",
    "<time> openai-codex/gpt-5.4: scope missing: api.responses.write",
  ]);
});

test.each<[what: string, report: Partial<GatewayReport>, line: string]>([
  ["the release", { version: null }, "release unknown · read <time>"],
  [
    "what is configured",
    { agents: [agentReport({ setting: { id: "main", primary: null, fallbacks: [] } })] },
    "Configured: unknown",
  ],
  ["who answers", { agents: [agentReport({ answering: null, verdict: "idle" })] }, "Answering: nothing yet"],
  ["the counts", { counts: null }, "Counts are unknown: its record was never read."],
  [
    "why it was refused",
    { unauthorized: [unauthorized({ missingScopes: [] })] },
    "<time> openai-codex/gpt-5.4: not authorised",
  ],
  [
    "anything, and since when",
    { reading: unreadable("the host is away"), link: AWAY },
    "Unknown since <time>: the host is away.",
  ],
  ["anything, from the start", { reading: unreadable("the host is away", null), link: AWAY }, "the host is away."],
  [
    "what a rule cannot tell",
    { cannotTell: [{ rule: "sign-in-expiring", why: "it is dark" }] },
    "Unknown: it is dark.",
  ],
])("what is not known says so: %s", async (_what, report, line) => {
  expect(await read(report)).toContain(line);
});

const job = (rest: Partial<CronJob> = {}): CronJob => ({
  id: "j1",
  name: "digest",
  agent: "main",
  model: { provider: "google", model: "gemini-3-flash" },
  enabled: true,
  lastRunAt: NOW,
  lastStatus: "error",
  lastDelivery: "not-delivered",
  errorsInARow: 1,
  ...rest,
});
const subagents = (rest: Partial<SideRun>): SideRun => ({
  job: null,
  agent: "main",
  asked: { provider: "openai", model: "gpt-5.6-mini" },
  answered: { provider: "openai", model: "gpt-5.6-terra" },
  at: NOW,
  count: 2,
  substituted: null,
  ...rest,
});
const standing = (rest: Partial<Standing>): Partial<GatewayReport> => ({
  standing: { logins: [], plans: [], cron: null, sideRuns: [], ...rest },
});
const window = { label: "5h", usedPercent: 41.4, resetAt: NOW };
const rerouted = agentReport({
  answering: { ...answers("openai/gpt-5.4"), judged: "rerouted" },
  route: {
    configured: { provider: "openai-codex", payment: "subscription" },
    answering: { provider: "openai", payment: "by-use", api: null },
  },
});

test.each<[what: string, report: Partial<GatewayReport>, line: string]>([
  [
    "jobs by the clock",
    standing({ cron: [job(), job({ name: "off", enabled: false })] }),
    "“digest”: google/gemini-3-flash, last run <time> (error, not-delivered)",
  ],
  [
    "a job that is well",
    standing({ cron: [job({ model: null, lastStatus: "ok", lastDelivery: "delivered" })] }),
    "“digest”: last run <time>",
  ],
  [
    "subagents that ran on another model than asked",
    standing({ sideRuns: [subagents({ substituted: "failed" })] }),
    "2 × gpt-5.6-mini, answered by gpt-5.6-terra, last <time>",
  ],
  [
    "subagents that are well",
    standing({ sideRuns: [subagents({ answered: { provider: "openai", model: "gpt-5.6-mini" } })] }),
    "2 × gpt-5.6-mini, last <time>",
  ],
  [
    "what a plan has left, once for all its logins",
    standing({
      plans: [{ provider: "anthropic", plan: null, windows: [window, { ...window, label: "Week", resetAt: null }] }],
    }),
    "anthropic: 5h 41 %, resets <time>; Week 41 %",
  ],
  [
    "the same model over another route",
    { agents: [rerouted, agentReport({ setting: { id: "other", primary: null, fallbacks: [] } })] },
    "Verdict: same model, other route: not the one that is configured",
  ],
  [
    "what it costs now",
    { agents: [rerouted] },
    "Answering: openai/gpt-5.4 since <time>, last <time>, paid by use instead of by subscription",
  ],
  [
    "what a proxy answered with",
    { agents: [agentReport({ answering: { ...answers("litellm/claude-opus"), reported: "gpt-4o-mini" } })] },
    "Answering: litellm/claude-opus since <time>, last <time>; the answers say they come from gpt-4o-mini",
  ],
  [
    "a repair that waits for an answer",
    { mended: { at: NOW, by: "Ada", agents: ["main"] } },
    "Repaired <time> by Ada, proved; waiting for the next real answer.",
  ],
])("has a line of its own: %s", async (_what, report, line) => {
  expect(await read(report)).toContain(line);
});

test("a model that answers as configured is no all-clear while something else is wrong", async () => {
  const healthy = agentReport({ verdict: "healthy", answering: answers("openai-codex/gpt-5.4") });
  const wrong: Diagnosis = {
    rule: "job-fails",
    severity: "warning",
    title: "The scheduled job “digest” fails",
    explanation: ["x."],
    remedy: null,
    agents: [],
  };
  const { card } = await ask([reportOf({ agents: [healthy], diagnoses: [wrong] })]);
  expect(card).toMatchObject({ tone: "warning", title: `main: ${english(wrong.title)}` });
  const mended = await ask([
    reportOf({ agents: [{ ...healthy, verdict: "idle" }], mended: { at: NOW, by: "Ada", agents: [] } }),
  ]);
  expect(mended.card).toMatchObject({
    tone: "good",
    title: "main: repaired and proved; waiting for the next real answer",
  });
});

test("a gateway that cannot be read never looks healthy", async () => {
  const report = { reading: unreadable("the host is away"), link: AWAY, agents: [agentReport({ verdict: "unknown" })] };
  const { card } = await ask([
    reportOf({ agents: [agentReport({ verdict: "healthy" })] }),
    reportOf({ id: "b", ...report }),
  ]);
  expect(card).toMatchObject({ tone: "unknown", title: "b: unreachable · 1 fine" });
});

test.each<[what: string, link: LinkStatus]>([
  ["it refuses", { state: "refused", cause: "token", why: "w", fix: "set that" }],
  ["it is away", { state: "waiting", cause: "away", why: "w", fix: "set that" }],
])("a gateway that cannot be read says what to do: %s", async (_what, link) => {
  expect(await read({ link, reading: unreadable("w") })).toContain("What to do: set that.");
});

test("what to run on a gateway's host is told to admins alone", async () => {
  const link: LinkStatus = {
    state: "pairing",
    requestId: "r",
    why: "w",
    fix: "ask",
    detail: { fix: "run this", says: "zqx" },
  };
  const everybody = (await read({ link, reading: unreadable("w") })).join("\n");
  expect(everybody).toContain("What to do: ask.");
  expect(everybody).not.toMatch(/run this|zqx/);
  const answered = await ask([reportOf({ link, reading: unreadable("w") })], {}, true);
  expect(linesOf(answered.card).join("\n")).not.toMatch(/run this|zqx/);
  expect(answered.private && linesOf(answered.private).join("\n")).toContain("What to do: run this.");
  expect(answered.private?.blocks).toContainEqual({ kind: "text", text: ["It says: ", { kind: "code", text: "zqx" }] });
});

test("counts that go back further than they are shown need no beginning, and those that ended say when", async () => {
  expect((await read({ recordSince: NOW - 8 * DAY })).some((line) => line.startsWith("Counts"))).toBe(false);
  expect(await read({ reading: unreadable("w"), link: AWAY })).toContain(
    "Counts start at <time>. Counts end at <time>.",
  );
});

describe("the title names the worst", () => {
  test.each([
    [["healthy"], "main: b answers as configured", "good"],
    [["idle"], "main: nothing was answered yet", "neutral"],
    [["healthy", "idle"], "main: b answers as configured", "good"],
    [["healthy", "unknown"], "main: it is unknown why gpt-5.3-codex answers: no log of then", "unknown"],
    [["unknown", "silent-fallback"], "main: gpt-5.3-codex answers instead of b (a1)", "critical"],
    [["silent-fallback", "failing"], "main: no model answers (a1)", "critical"],
    [[], "main: it is unknown which model answers", "unknown"],
  ] as const)("%j", async (verdicts, title, tone) => {
    const agents = verdicts.map((verdict, index) => agentReport({ verdict, setting: agent("a/b", `a${index}`) }));
    expect((await ask([reportOf({ agents })])).card).toMatchObject({ title, tone });
  });
});

test("the provider is named where it is the way that is another one", async () => {
  expect((await ask([reportOf({ agents: [rerouted] })])).card.title).toEqual(
    "main: gpt-5.4 answers over openai instead of openai-codex",
  );
});

test("many gateways have one first line that fits: the worst by name, the fine ones as a number", async () => {
  const fine = ["a", "b", "c", "d", "e", "f"].map((id) =>
    reportOf({ id, agents: [agentReport({ verdict: "healthy" })], diagnoses: [] }),
  );
  expect((await ask(fine)).card).toMatchObject({ tone: "good", title: "All 6 gateways are fine" });
  const bad = [reportOf({ id: "gw-6" }), reportOf({ id: "gw-7", agents: [agentReport({ verdict: "failing" })] })];
  const { card } = await ask([...fine, ...bad]);
  expect(card).toMatchObject({
    tone: "critical",
    title: "gw-6: gpt-5.3-codex answers instead of gpt-5.4 · 1 more · 6 fine",
  });
  expect(english(card.title).length).toBeLessThanOrEqual(70);
});

test("zero is not shown, equal 401s are one line, and why the counts begin late is said once", async () => {
  const none = { "1h": 0, "24h": 0, "7d": 0 };
  const counts = reportOf().counts;
  const gap = { reason: "session-reset", until: NOW, why: "A session was reset." } as const;
  const lines = await read({
    counts: counts && { ...counts, refusedLocally: none, exhausted: none },
    unauthorized: [unauthorized(), unauthorized(), unauthorized()],
    incomplete: [gap, gap, { ...gap, until: NOW - 8 * DAY, why: "Long ago." }],
  });
  expect(lines.slice(4)).toEqual([
    "answers 1 2 3",
    "fallbacks 1 2 3",
    "401s 1 2 3",
    "Counts start at <time>. A session was reset.",
    "Latest 401s:",
    "3 ×, last <time> openai-codex/gpt-5.4: scope missing: api.responses.write",
  ]);
});

test("where nothing tells why another model answered, what failed is counted as the least there was", async () => {
  const [two, three] = [
    { "1h": 0, "24h": 2, "7d": 2 },
    { "1h": 3, "24h": 3, "7d": 3 },
  ];
  const none = { "1h": 0, "24h": 0, "7d": 0 };
  const counts = { answers: three, chosen: none, rerouted: none, unknown: two, fallbacks: three };
  const lines = await read({ counts: { ...counts, unauthorized: two, refusedLocally: three, exhausted: none } });
  expect(lines).toEqual(
    expect.arrayContaining([
      "answers 3 3 3",
      "fallbacks 3 ≥ 3 ≥ 3",
      "401s 0 ≥ 2 ≥ 2",
      "blocked by the gateway 3 ≥ 3 ≥ 3",
      "Unknown: of 2 answers in 24 h nothing tells why another model gave them.",
    ]),
  );
});

test("that heartbeats are hidden is said under the counts, and not where all is well in one line", async () => {
  const why = GAP_WORDS["heartbeats-hidden"];
  const incomplete = [{ reason: "heartbeats-hidden", until: NOW, why }] as const;
  const hidden = /does not show heartbeats/;
  expect((await read({ incomplete })).join(" ")).toMatch(hidden);
  const well = { agents: [agentReport({ verdict: "healthy" })], diagnoses: [], incomplete };
  expect((await read(well)).join(" ")).not.toMatch(hidden);
});

test("only admins get the private part, and it holds what the public card leaves out", async () => {
  const report = reportOf({ skippedFrames: 2 });
  expect((await ask([report])).private).toBeUndefined();
  const lines = linesOf((await ask([report], {}, true)).private ?? { tone: "neutral", title: "", blocks: [] });
  expect(lines).toEqual([
    "Detail for admins",
    "main · ws://127.0.0.1:18789",
    "Latest 401s:",
    "<time> openai-codex/gpt-5.4, session agent:main:main, login openai-codex:default",
    "The provider's words:",
    "401 no",
    "2 unreadable frames were skipped.",
  ]);
});

test("admins get no private part where it would tell nothing", async () => {
  expect(await ask([reportOf({ unauthorized: [] })], {}, true)).not.toHaveProperty("private");
});

test("the public card holds no session, no login and no error text, whatever they are", async () => {
  const hostile = fc.stringMatching(/^[\w:.@/ <>*`-]{6,40}$/).map((text) => `zqx${text}zqx`);
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (session, login, message) => {
      const pin = { model: { provider: "a", model: "b" }, by: "person" } as const;
      const row = { key: session, sessionId: session, agent: "main", updatedAt: NOW, pin, running: null, shown: null };
      const report = reportOf({
        unauthorized: [unauthorized({ attempt: attempt(session, { session, message }), profile: login })],
        agents: [agentReport({ pinned: [row] })],
      });
      const { card } = await ask([report]);
      const shown = JSON.stringify(card);
      for (const secret of [session, login, message]) expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(linesOf(card)).toContain("Pinned: 1 session is set to another model");
    }),
  );
});

test("every text is a sentence, and none is left half said", async () => {
  const reports = [reportOf(), reportOf({ reading: unreadable("the host is away"), link: AWAY, counts: null })];
  for (const block of (await ask(reports)).card.blocks) {
    if (block.kind !== "text" && block.kind !== "note") continue;
    expect(linesOf({ tone: "neutral", title: "", blocks: [block] }).at(-1)).toMatch(/^[^\s].*[.:]$/s);
  }
});

const HINT: Diagnosis = {
  rule: "upgraded",
  severity: "info",
  title: "A hint",
  explanation: ["Why."],
  remedy: null,
  agents: ["main"],
};

describe("a gateway that is well is one line", () => {
  const well = agentReport({ verdict: "healthy", answering: answers("openai-codex/gpt-5.4") });
  const NONE = { "1h": 0, "24h": 0, "7d": 0 };
  const counts = { ...reportOf().counts, fallbacks: NONE, unauthorized: NONE, refusedLocally: NONE, exhausted: NONE };
  const healthy = (rest: Partial<GatewayReport> = {}): Partial<GatewayReport> => ({
    agents: [well],
    unauthorized: [],
    recordSince: NOW - 8 * DAY,
    counts: { ...counts, answers: PER_WINDOW, chosen: NONE, rerouted: NONE, unknown: NONE },
    ...rest,
  });

  test("with what it answers and how often", async () => {
    expect(await read(healthy())).toEqual([
      "main: gpt-5.4 answers as configured",
      "openai-codex/gpt-5.4: 2 answers in 24 h, last <time> · OpenClaw 2026.3.2",
    ]);
  });

  test("by its name where it is not the only one", async () => {
    const { card } = await ask([reportOf(healthy()), reportOf({ id: "c" }), reportOf({ ...healthy(), id: "b" })]);
    const lines = linesOf(card);
    const line = "openai-codex/gpt-5.4: 2 answers in 24 h, last <time> · OpenClaw 2026.3.2";
    expect(lines[1]).toMatch(/^c · /);
    expect(lines.slice(-3)).toEqual(["Fine", `main · ${line}`, `b · ${line}`]);
  });

  test("with more than its line where there is something to say", async () => {
    const { card } = await ask([
      reportOf(healthy()),
      reportOf({ ...healthy(), id: "b", diagnoses: [{ ...HINT, title: "The release changed" }] }),
    ]);
    expect(linesOf(card)).toContain("The release changed. Why.");
  });

  test("each model once, by whose it is", async () => {
    const ops = agentReport({ ...well, setting: agent("openai/b", "ops"), answering: answers("openai/b") });
    expect((await read(healthy({ agents: [well, ops] })))[1]).toMatch(
      /^openai-codex\/gpt-5\.4 \(main\), openai\/b \(ops\): /,
    );
  });

  test("with whom somebody chose, where nobody else answered", async () => {
    const chosen = agentReport({ ...well, answering: { ...answers("a/b"), judged: "chosen" } });
    expect((await read(healthy({ agents: [chosen] }))).slice(0, 2)).toEqual([
      "main: b answers, which somebody chose",
      "openai-codex/gpt-5.4, last answered by a/b: 2 answers in 24 h, last <time> · OpenClaw 2026.3.2",
    ]);
  });

  test("and what somebody chose there is a choice", async () => {
    const pin = { model: { provider: "a", model: "b" }, by: "person" } as const;
    const row = { key: "k", sessionId: "s", agent: "main", updatedAt: NOW, pin, running: null, shown: null };
    const setting = { ...well.setting, heartbeat: { provider: "a", model: "mini" } };
    expect(await read(healthy({ agents: [{ ...well, setting, pinned: [row] }] }))).toContain(
      "Chosen: b in 1 session (by a person), mini for heartbeats; no fallback.",
    );
  });

  test("but not while a proxy answers with another model, or anybody repairs it", async () => {
    const reported = agentReport({ ...well, answering: { ...answers("openai-codex/gpt-5.4"), reported: "x" } });
    const openRepair = { id: "r", state: "applying", since: NOW, by: "Ada", inHand: true } as const;
    for (const rest of [{ agents: [reported] }, { openRepair }])
      expect((await read(healthy(rest))).some((line) => line.startsWith("Answering: "))).toBe(true);
  });
});

test("a gateway that is being repaired is not called well", async () => {
  const { card } = await ask([reportOf({ agents: [agentReport({ verdict: "healthy" })], onHold: true })]);
  expect(card).toMatchObject({ tone: "unknown" });
  expect(english(card.title)).toBe("main: a repair is under way");
});

describe("the next step", () => {
  const cause: Diagnosis = {
    rule: "codex-wrong-transport",
    severity: "critical",
    title: "The sign-in goes over the wrong route",
    explanation: ["Why."],
    remedy: "codex-transport",
    agents: ["main"],
  };
  const follows: Diagnosis = { ...cause, rule: "silent-fallback", title: "Another model answers", remedy: null };
  const broken = reportOf({ diagnoses: [cause, follows] });

  test("stands under what was found, with its button, for whoever may press it", async () => {
    const { card } = await ask([broken], {}, true);
    const lines = linesOf(card);
    expect(lines[lines.indexOf(`${english(cause.title)}. Why.`) + 1]).toMatch(
      /^Next: \/fix-codex shows what would change/,
    );
    expect(card.actions?.map(({ label, command, args }) => [label, command, args])).toEqual([
      ["Fix", "fix-codex", { gateway: "main" }],
      ["History", "model-history", { gateway: "main" }],
    ]);
  });

  test("is in words for everybody else", async () => {
    const { card } = await ask([broken]);
    expect(linesOf(card)).toContain("Next: an admin can have this repaired with /fix-codex.");
    expect(card.actions?.map(({ label }) => label)).toEqual(["History"]);
  });

  test("names the gateway where there are several", async () => {
    const { card } = await ask([broken, reportOf({ id: "b" })], {}, true);
    expect(card.actions?.map(({ label }) => label)).toEqual(["Fix main", "History"]);
  });

  test("is not offered while somebody repairs it, nor where nothing mends it", async () => {
    const openRepair = { id: "r", state: "applying", since: NOW, by: "Ada", inHand: true } as const;
    for (const one of [{ ...broken, openRepair }, reportOf({ diagnoses: [follows] })]) {
      const { card } = await ask([one], {}, true);
      expect(card.actions?.map(({ label }) => label)).toEqual(["History"]);
    }
  });

  test("what follows from a cause is not told beside it, and alone it is", async () => {
    expect(linesOf((await ask([broken])).card)).not.toContain("Another model answers. Why.");
    expect(await read({ diagnoses: [follows] })).toContain("Another model answers. Why.");
  });
});

/** The first line of a gateway that cannot be read. */
const shown = async (why: string) => (await ask([reportOf({ reading: unreadable(why), link: AWAY })])).card.title;

test("why a gateway is unknown stands in the first line, as far as it fits", async () => {
  expect(await shown("nothing listens at its address")).toEqual("main: unreachable: nothing listens at its address");
  expect(await shown("x".repeat(70))).toEqual("main: unreachable");
});
