import { expect, test } from "vitest";
import type { Diagnosis, Severity } from "../../../src/core/diagnosis.ts";
import type { GatewayReport } from "../../../src/core/report.ts";
import { toExitCode, toStatusJson } from "../../../src/diagnose/status-json.ts";
import { agentReport, reportOf, unauthorized } from "../parts/report.ts";
import { attempt, NOW } from "../parts/ledger-words.ts";

const diagnosis = (severity: Severity): Diagnosis => ({
  rule: "unauthorized",
  severity,
  title: "X",
  explanation: ["x"],
  remedy: "y",
  agents: ["main"],
  since: NOW,
});
const away: Partial<GatewayReport> = {
  link: { state: "waiting", cause: "away", why: "it is away" },
  reading: { state: "unreadable", since: NOW - 5_000, why: "it is away" },
};

test("the object has the keys and the forms that others build on", () => {
  const json: unknown = JSON.parse(JSON.stringify(toStatusJson(reportOf({ diagnoses: [diagnosis("critical")] }))));
  const window = { "1h": expect.any(Number), "24h": expect.any(Number), "7d": expect.any(Number) };
  expect(json).toMatchObject({
    name: "main",
    url: "ws://127.0.0.1:18789",
    link: "ready",
    version: "2026.3.2",
    agents: [
      {
        id: "main",
        configured: "openai-codex/gpt-5.4",
        answering: "openai-codex/gpt-5.3-codex",
        since: "2026-03-07T11:59:00.000Z",
        verdict: "silent-fallback",
      },
    ],
    answers: window,
    fallbacks: window,
    unauthorized: {
      ...window,
      recent: [
        {
          at: "2026-03-07T11:59:59.000Z",
          model: "openai-codex/gpt-5.4",
          status: 401,
          message: "401 no",
          session: "agent:main:main",
        },
      ],
    },
    refusedLocally: window,
    exhausted: window,
    recordSince: "2026-03-07T11:00:00.000Z",
    diagnoses: [{ rule: "unauthorized", severity: "critical", title: "X", remedy: "y" }],
  });
});

test("what is not known is null, and no key goes missing for it", () => {
  const empty = reportOf({
    ...away,
    version: null,
    agents: [
      agentReport({ setting: { id: "main", primary: null, fallbacks: [] }, answering: null, verdict: "unknown" }),
    ],
    counts: null,
    unauthorized: [],
    recordSince: null,
  });
  const json = toStatusJson(empty);
  expect(Object.keys(toStatusJson(reportOf(away))).toSorted()).toEqual(Object.keys(json).toSorted());
  expect(json).toMatchObject({
    link: "waiting",
    why: "it is away",
    version: null,
    agents: [{ configured: null, answering: null, since: null, verdict: "unknown" }],
    answers: null,
    fallbacks: null,
    unauthorized: { "1h": null, "24h": null, "7d": null, recent: [] },
    refusedLocally: null,
    exhausted: null,
    recordSince: null,
  });
});

test("a 401 whose session and words are not known is told all the same", () => {
  const nobody = attempt("a", { session: null, message: null, status: null });
  expect(
    toStatusJson(reportOf({ unauthorized: [unauthorized({ attempt: nobody })] })).unauthorized.recent,
  ).toMatchObject([{ session: null, message: null, status: null }]);
});

const verdicts = (
  ...all: ("healthy" | "silent-fallback" | "failing" | "idle" | "unknown")[]
): Partial<GatewayReport> => ({
  agents: all.map((verdict) => agentReport({ verdict })),
});

test.each<[what: string, reports: readonly Partial<GatewayReport>[], code: number]>([
  ["healthy", [verdicts("healthy")], 0],
  ["idle", [verdicts("idle")], 0],
  ["a fallback", [verdicts("silent-fallback")], 1],
  ["nobody answers", [verdicts("failing")], 1],
  ["one of two agents fails", [verdicts("healthy", "failing")], 1],
  ["not known", [verdicts("unknown")], 2],
  ["away", [{ ...away, ...verdicts("unknown") }], 2],
  ["away, with nothing known of it", [{ ...away, agents: [] }], 2],
  ["one fails, another is away", [verdicts("failing"), away], 1],
  ["one is healthy, another is away", [verdicts("healthy"), { ...away, ...verdicts("unknown") }], 2],
  ["healthy, with something critical", [{ ...verdicts("healthy"), diagnoses: [diagnosis("critical")] }], 1],
  ["healthy, with a warning", [{ ...verdicts("healthy"), diagnoses: [diagnosis("warning")] }], 1],
  ["healthy, while it is being repaired", [{ ...verdicts("healthy"), onHold: true }], 2],
  ["healthy, with something to know", [{ ...verdicts("healthy"), diagnoses: [diagnosis("info")] }], 0],
])("the exit code says how it is: %s", (_what, reports, code) => {
  expect(toExitCode(reports.map(reportOf))).toBe(code);
});
