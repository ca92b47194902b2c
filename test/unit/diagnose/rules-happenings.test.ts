import { expect } from "vitest";
import type { RetriedTurn } from "../../../src/core/evidence.ts";
import type { Upgrade } from "../../../src/core/ledger.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { agent, testRules, type State } from "../parts/diagnose.ts";
import { NOW, ref } from "../parts/ledger-words.ts";

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
        ...says("failed at least 900 times", " for one question", "it still goes on", "in that chat"),
      },
    ],
    ["one that was read from its beginning", retried({ exact: true }), says("failed 900 times")],
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
    ["answered by another model", upgraded(answered(NOW, null, "openai/b")), says("before it was openai/gpt-5.4")],
    ["the release it always was", { upgrade: null }, null],
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
