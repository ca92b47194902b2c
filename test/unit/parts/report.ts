import type { Block, Card, Inline } from "../../../src/core/card.ts";
import type { GatewayReport, AgentReport, Unauthorized } from "../../../src/core/report.ts";
import { speak } from "../../../src/words/speak.ts";
import { answers, agent } from "./diagnose.ts";
import { attempt, NOW } from "./ledger-words.ts";

const PER_WINDOW = { "1h": 1, "24h": 2, "7d": 3 };
const NONE = { "1h": 0, "24h": 0, "7d": 0 };

export const unauthorized = (rest: Partial<Unauthorized> = {}): Unauthorized => ({
  attempt: attempt("a"),
  missingScopes: ["api.responses.write"],
  profile: "openai-codex:default",
  ...rest,
});

export const agentReport = (rest: Partial<AgentReport> = {}): AgentReport => ({
  setting: agent("openai-codex/gpt-5.4", "main", "openai-codex/gpt-5.3-codex"),
  answering: answers("openai-codex/gpt-5.3-codex", true),
  verdict: "silent-fallback",
  pinned: [],
  ...rest,
});

/** A gateway on a silent fallback, as the report tells it. */
export const reportOf = (rest: Partial<GatewayReport> = {}): GatewayReport => ({
  id: "main",
  url: "ws://127.0.0.1:18789",
  at: NOW,
  link: { state: "ready", since: NOW - 60_000, version: "2026.3.2", protocol: 3 },
  reading: { state: "current", at: NOW - 5_000 },
  version: "2026.3.2",
  agents: [agentReport()],
  counts: {
    answers: PER_WINDOW,
    chosen: NONE,
    rerouted: NONE,
    unknown: NONE,
    fallbacks: PER_WINDOW,
    unauthorized: PER_WINDOW,
    refusedLocally: PER_WINDOW,
    exhausted: PER_WINDOW,
  },
  unauthorized: [unauthorized()],
  recordSince: NOW - 3_600_000,
  diagnoses: [],
  cannotTell: [],
  skippedFrames: 0,
  ...rest,
});

/** The words of a line as people read them; instants as `<time>`. */
const wordsOf = (line: readonly Inline<string>[]): string =>
  line.map((part) => (typeof part === "string" ? part : part.kind === "time" ? "<time>" : part.text)).join("");

/** Everything a card says, a line each. */
export function linesOf(card: Card): readonly string[] {
  const { title, blocks } = speak(card, "en");
  return [title, ...blocks.flatMap(blockLines)];
}

function blockLines(block: Block<string>): readonly string[] {
  switch (block.kind) {
    case "list":
      return block.items.map(wordsOf);
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${wordsOf(value)}`);
    case "table":
      return block.rows.map((row) => row.join(" "));
    case "code":
      return [block.text];
    case "image":
      return [block.alt];
    case "heading":
    case "note":
    case "text":
      return [wordsOf(block.text)];
  }
}
