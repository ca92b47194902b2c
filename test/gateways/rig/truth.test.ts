import { describe, expect, it } from "vitest";
import { tellTruth } from "./turns/truth.ts";
import type { Turn } from "./turns/turn.ts";
import type { JournalEntry } from "./upstream/journal.ts";

/** A turn is what was selected and who answered; a request is `turn model status`. */
const table = [
  {
    name: "an answer of the selected model is neither a fallback nor a failure",
    turns: [["a", "a"]],
    served: ["1 a 200"],
    truth: { unauthorized: 0, unauthorizedAttempts: 0, fallbacks: 0, failedTurns: 0, localFailures: 0 },
  },
  {
    name: "retries inside one attempt are requests of their own and one unauthorized attempt",
    turns: [["a", "b"]],
    served: ["1 a 401", "1 a 401", "1 b 200"],
    truth: { unauthorized: 2, unauthorizedAttempts: 1, fallbacks: 1, failedTurns: 0, localFailures: 0 },
  },
  {
    name: "a fallback without a request for the selected model is the gateway's own doing",
    turns: [["a", "b"]],
    served: ["1 b 200"],
    truth: { unauthorized: 0, unauthorizedAttempts: 0, fallbacks: 1, failedTurns: 0, localFailures: 1 },
  },
  {
    name: "a turn nobody answered fails, locally when the provider was not asked in that very turn",
    turns: [
      ["a", null],
      ["a", null],
    ],
    served: ["1 a 401", "1 b 401"],
    truth: { unauthorized: 2, unauthorizedAttempts: 2, fallbacks: 0, failedTurns: 2, localFailures: 1 },
  },
] as const;

describe("the truth of a rig", () => {
  it.each(table)("$name", ({ turns, served, truth }) => {
    const ledger = turns.map(([selected, model], index) => turnOf(index + 1, selected, model));
    expect(tellTruth(served.map(requestOf), ledger)).toMatchObject({ ...truth, turns: turns.length });
  });
});

function turnOf(turn: number, selected: string, model: string | null): Turn {
  const sent = { turn, at: "", ms: 1, session: "agent:main:main", via: "chat", selected: `p/${selected}` } as const;
  return model === null ? { ...sent, ok: false, model, error: "failed" } : { ...sent, ok: true, model, error: null };
}

function requestOf(line: string): JournalEntry {
  const [turn, model = "", status] = line.split(" ");
  const request = {
    host: "h",
    method: "POST",
    path: "/",
    side: "platform",
    credential: "key",
    wants: "answer",
    stream: true,
  } as const;
  return { ...request, kind: "model", at: "", ms: 1, model, turn: Number(turn), status: Number(status) };
}
