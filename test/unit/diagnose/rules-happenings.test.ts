import { expect } from "vitest";
import type { Rest, RetriedTurn } from "../../../src/core/evidence.ts";
import type { Upgrade } from "../../../src/core/ledger.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { agent, login, testRules, type State } from "../parts/diagnose.ts";
import { NOW, ref } from "../parts/ledger-words.ts";
import type { SideRun } from "../../../src/core/diagnosis.ts";

const retried = (rest: Partial<RetriedTurn> = {}): State => ({
  retried: [
    {
      key: "k",
      session: "agent:main:main",
      agent: "main",
      prompt: "p",
      model: ref("openai-codex/gpt-5.4"),
      failures: 900,
      exact: false,
      since: NOW - 3 * MINUTE,
      lastAt: NOW - 1_000,
      over: false,
      ...rest,
    },
  ],
});
const answered = (at: number, api: string | null = "openai-responses", model = "openai/gpt-5.4") => ({
  model: ref(model),
  at,
  api,
});
const upgraded = (since: Upgrade["answers"][number]["since"]): State => ({
  version: "2026.9.6",
  agents: [agent("openai/gpt-5.4")],
  upgrade: {
    from: "2026.3.2",
    to: "2026.9.6",
    at: NOW - MINUTE,
    answers: [{ agent: "main", before: answered(NOW - 2 * MINUTE), since }],
  },
});
/** Before, the provider of the ChatGPT login had another name. */
const renamed = (since: Upgrade["answers"][number]["since"]): State => {
  const { upgrade, ...rest } = upgraded(since);
  const before = answered(NOW - 2 * MINUTE, "openai-codex-responses", "openai-codex/gpt-5.4");
  return { ...rest, ...(upgrade && { upgrade: { ...upgrade, answers: [{ agent: "main", before, since }] } }) };
};
const CLAUDE = "anthropic/claude-sonnet-4-6";
const rests = (rest: Partial<Rest>): State => ({
  agents: [agent(CLAUDE)],
  profiles: [],
  rests: [
    { provider: "anthropic", profile: "x", at: NOW, until: NOW + MINUTE, disabled: false, said: "auth", ...rest },
  ],
});
const resting = (restsUntil: number): State => ({
  agents: [agent(CLAUDE)],
  profiles: [{ ...login("anthropic", "api_key"), restsUntil }],
});
const idle = (minutes: number, waitsFor: "model" | "tool"): State => ({
  sessions: [
    {
      key: "agent:main:main",
      sessionId: "s",
      agent: "main",
      updatedAt: NOW,
      pin: null,
      shown: null,
      running: true,
      idle: { for: minutes * MINUTE, waitsFor },
    },
  ],
});
const JOB = { id: "j1", name: "digest" };
const side = (rest: Partial<SideRun>): State => ({
  sideRuns: [
    {
      job: null,
      agent: "main",
      asked: ref("openai/gpt-5.6-mini"),
      answered: ref("openai/gpt-5.6-terra"),
      at: NOW,
      count: 1,
      substituted: "failed",
      ...rest,
    },
  ],
});
/** Parts of the explanation. */
const says = (...words: readonly string[]) => ({
  explanation: expect.arrayContaining(words.map((one) => expect.stringContaining(one))),
});

testRules({
  "retried-turn": [
    [
      "one that goes on, of which not all was read",
      retried(),
      {
        severity: "critical",
        title: "A turn is tried again and again",
        agents: ["main"],
        ...says("One question failed at least 900 times", "it still goes on"),
        next: expect.arrayContaining([expect.stringContaining("in that chat")]),
      },
    ],
    ["one that was read from its beginning", retried({ exact: true }), says("One question failed 900 times")],
    [
      "one that somebody stopped",
      retried({ over: true }),
      { severity: "critical", title: "A turn was tried again and again" },
    ],
    ["one that was not tried for long", retried({ lastAt: NOW - 5 * MINUTE }), { severity: "critical" }],
    ["none", {}, null],
  ],
  upgraded: [
    [
      "nobody was answered since",
      upgraded(null),
      { severity: "info", title: "OpenClaw 2026.9.6 runs instead of 2026.3.2", ...says("No real answer since") },
    ],
    ["answered as before", upgraded(answered(NOW)), says("First answer since: ", "over the same route")],
    [
      "answered over another route",
      upgraded(answered(NOW, "openai-chatgpt-responses")),
      says("asked over openai-chatgpt-responses instead of openai-responses: another route"),
    ],
    [
      "answered over what the release calls by another name",
      renamed(answered(NOW, "openai-chatgpt-responses")),
      says("over the same route"),
    ],
    ["answered by another model", upgraded(answered(NOW, null, "openai/b")), says("before it was openai/gpt-5.4")],
    ["the release it always was", { upgrade: null }, null],
  ],
  "resting-credential": [
    [
      "a login that waits for a moment",
      rests({}),
      {
        severity: "info",
        title: "The login or key of anthropic is in cooldown",
        agents: ["main"],
        ...says("a restart does not end it", " until "),
      },
    ],
    [
      "a key that is switched off",
      rests({ disabled: true }),
      { title: "The login or key of anthropic is switched off" },
    ],
    [
      "a login that the gateway lists as left alone",
      resting(NOW + MINUTE),
      { title: "The login or key of anthropic is in cooldown" },
    ],
    ["a login whose cooldown is over", resting(NOW - MINUTE), null],
    ["one that no agent uses", { ...rests({}), agents: [agent("mistral/large")] }, null],
  ],
  "stalled-turn": [
    ["a model that takes its time", idle(4, "model"), null],
    [
      "a model that says nothing",
      idle(6, "model"),
      { severity: "warning", title: "A turn makes no progress", since: NOW - 6 * MINUTE },
    ],
    ["a tool that takes its time", idle(9, "tool"), null],
    ["a tool that does not come back", idle(11, "tool"), says(": it waits for a tool.")],
  ],
  "job-substituted": [
    ["a job whose model failed", side({ job: JOB }), { title: "The scheduled job “digest” ran on another model" }],
    ["a job that ran as it should", side({ job: JOB, substituted: null }), null],
    ["a subagent", side({}), null],
  ],
  "subagent-substituted": [
    ["one whose model failed", side({}), { severity: "warning", ...says("failed in that run") }],
    ["one that was put elsewhere", side({ substituted: "unheeded" }), says("did not heed")],
    ["one that nobody answered", side({ answered: null }), null],
    ["a job", side({ job: JOB }), null],
  ],
  "gateway-replaced": [
    [
      "another gateway under the same name",
      { replacedAt: NOW - MINUTE },
      { severity: "info", agents: ["main"], ...says("Counts began anew") },
    ],
    ["the same as ever", {}, null],
  ],
});
