import { expect } from "vitest";
import type { CronJob } from "../../../src/core/gateway.ts";
import { agent, answers, login, provider, testRules, type State } from "../parts/diagnose.ts";
import { NOW, ref } from "../parts/ledger-words.ts";

const paid: State = {
  version: "2026.4.29",
  agents: [agent("openai-codex/gpt-5.4")],
  profiles: [login("openai-codex")],
  providers: [provider("openrouter", { hasKey: true })],
};
const both: State = {
  version: "2026.9.6",
  agents: [agent("openai/gpt-5.4")],
  profiles: [login("openai"), { ...login("openai", "api_key"), id: "openai:key" }],
};
const local: State = {
  version: "2026.9.6",
  agents: [agent("box/qwen3-32b")],
  profiles: [],
  providers: [provider("box", { hasKey: true, baseUrl: "http://192.168.1.20:1234/v1" })],
};
const spent = (usedPercent: number, resetAt: number | null = NOW + 60_000): State => ({
  version: "2026.9.6",
  agents: [agent("anthropic/claude-sonnet-4-6")],
  usage: [{ provider: "anthropic", plan: null, windows: [{ label: "5h", usedPercent, resetAt }] }],
});
const spending = (usd: number): State => ({
  spending: { since: NOW - 60_000, limit: 10, spent: { usd, priced: 2, unpriced: 0 } },
});
const job = (rest: Partial<CronJob>): State => ({
  cron: [
    {
      id: "j1",
      name: "digest",
      agent: "main",
      model: ref("google/gemini-3-flash"),
      enabled: true,
      lastRunAt: NOW - 1_000,
      lastStatus: "ok",
      lastDelivery: "delivered",
      errorsInARow: 0,
      ...rest,
    },
  ],
});
const critical = { severity: "critical", remedy: null, agents: ["main"] };

testRules({
  "paid-substitution": [
    ["a key answers instead of the subscription", { ...paid, answering: [answers("openrouter/x", true)] }, critical],
    [
      "the same model over a key",
      {
        ...paid,
        profiles: [login("openai-codex"), login("openai", "api_key")],
        answering: [{ ...answers("openai/gpt-5.4"), judged: "rerouted" }],
      },
      critical,
    ],
    [
      "a key from the environment",
      { ...paid, providers: [], answering: [answers("openrouter/x", true)] },
      {
        ...critical,
        title: "Answers are paid by use instead of by the subscription",
        explanation: expect.arrayContaining([expect.stringContaining("as far as can be told")]),
      },
    ],
    [
      "a key from the environment that the gateway tells of",
      {
        ...paid,
        providers: [],
        keys: { held: ["openrouter"], refused: [] },
        answering: [answers("openrouter/x", true)],
      },
      { ...critical, explanation: expect.arrayContaining([" answers with an API key, while "]) },
    ],
    [
      "a provider that takes no key",
      { ...paid, keys: { held: [], refused: ["github-copilot"] }, answering: [answers("github-copilot/x", true)] },
      null,
    ],
    [
      "a key of the same provider, by the api it was asked over",
      { ...both, answering: [{ ...answers("openai/gpt-5.4"), judged: "rerouted", api: "openai-responses" }] },
      critical,
    ],
    [
      "the login of a provider that holds a key as well",
      { ...both, answering: [{ ...answers("openai/gpt-5.4"), api: "openai-chatgpt-responses" }] },
      null,
    ],
    ["a provider of which it is not known which was used", { ...both, answering: [answers("openai/gpt-5.4")] }, null],
    [
      "a cloud model instead of one's own",
      { ...local, answering: [answers("openrouter/x", true)] },
      { ...critical, title: "Answers come from a paid service instead of the local model" },
    ],
    [
      "a model of one's own instead of the subscription",
      { ...local, agents: [agent("openai-codex/gpt-5.4")], answering: [answers("box/qwen3-32b", true)] },
      null,
    ],
    [
      "a key of which nobody knows whether it was chosen",
      { ...paid, answering: [{ ...answers("openrouter/x"), judged: "unknown" }] },
      null,
    ],
    ["a key that somebody chose", { ...paid, answering: [{ ...answers("openrouter/x"), judged: "chosen" }] }, null],
    [
      "the subscription's own fallback answers",
      { ...paid, answering: [answers("openai-codex/gpt-5.3-codex", true)] },
      null,
    ],
    [
      "the primary is paid by use, too",
      { ...paid, agents: [agent("mistral/large")], profiles: [], answering: [answers("openrouter/x", true)] },
      null,
    ],
  ],
  "proxy-substitutes": [
    [
      "a proxy answers with another model",
      { answering: [{ ...answers("litellm/claude-opus"), reported: "gpt-4o-mini" }] },
      { severity: "warning", title: "What litellm answers with is another model", agents: ["main"] },
    ],
    [
      "a proxy answers with what may be the same",
      { answering: [{ ...answers("litellm/claude-opus"), reported: "claude-opus-4" }] },
      { severity: "info", title: "It is not certain which model answers for litellm", agents: ["main"] },
    ],
    ["a provider answers with what it was asked for", { answering: [answers("litellm/claude-opus")] }, null],
  ],
  "usage-window": [
    ["79 %", spent(79), null],
    ["80 %", spent(80), { severity: "info", title: "80 % of the 5h window of anthropic is used" }],
    ["91 %", spent(91), { severity: "warning", title: "90 % of the 5h window of anthropic is used" }],
    [
      "99 %",
      spent(99),
      { severity: "critical", title: "95 % of the 5h window of anthropic is used", agents: ["main"] },
    ],
    ["99 % that were filled again since", spent(99, NOW - 1), null],
    ["99 %, and nobody knows until when", spent(99, null), { severity: "critical" }],
    ["99 % of a plan that no agent uses", { ...spent(99), agents: [agent("mistral/large")] }, null],
    ["nothing told", {}, null],
  ],
  "daily-spend": [
    ["less than was allowed", spending(9.99), null],
    ["as much as was allowed", spending(10), null],
    [
      "more than was allowed",
      spending(12.4),
      {
        severity: "warning",
        title: "More than $10.00 spent today",
        explanation: [
          "2 answers since ",
          { kind: "time", at: NOW - 60_000 },
          " cost $12.40 by the prices OpenClaw is set to.",
        ],
        next: ["See which models answer with /model-history; COMPANION_DAILY_SPEND sets the amount."],
      },
    ],
    ["nothing that anybody set", {}, null],
  ],
  "job-fails": [
    [
      "a job that failed",
      job({ lastStatus: "error", errorsInARow: 3 }),
      { severity: "warning", title: "The scheduled job “digest” fails", since: NOW - 1_000 },
    ],
    [
      "a job whose words reached nobody",
      job({ lastDelivery: "not-delivered" }),
      { title: "What the scheduled job “digest” said reached nobody" },
    ],
    ["a job that is switched off", job({ lastStatus: "error", enabled: false }), null],
    ["a job that never ran", job({ lastStatus: null, lastDelivery: null, lastRunAt: null }), null],
    ["a job that is well", job({}), null],
    ["a gateway that does not tell", {}, null],
  ],
});
