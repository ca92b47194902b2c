import { ANSWERS, ATTACKS } from "./hostile-frames.ts";
import type { Told } from "./told-gateway.ts";
import { fallingBack } from "./told-story.ts";

const [PRIMARY, FALLBACK] = ["openai/gpt-5.6-terra", "anthropic/claude-opus-4-6"];
const WORDS = "HTTP 503 Service Unavailable: overloaded_error";

/** One turn that fell back. */
export const story = (words = WORDS, config: object = {}): Told =>
  fallingBack("2026.3.2", PRIMARY, FALLBACK, [{ minutesAgo: 10, words, reason: "overloaded", status: 503 }], config);

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const nested = (depth: number): object => many(depth, () => 0).reduce<object>((inner) => ({ inner }), {});
const entry = (index: number, at: number) => ({
  role: "assistant",
  provider: "anthropic",
  model: "claude-opus-4-6",
  stopReason: "stop",
  content: [{ type: "text", text: "a" }],
  timestamp: at,
  __openclaw: { runId: `run-${index}` },
});
const session = (index: number, rest: object = {}) => ({
  key: `agent:main:s${index}`,
  sessionId: `s${index}`,
  updatedAt: Date.now() - 60_000 - index,
  modelProvider: "openai",
  model: "gpt-5.6-terra",
  ...rest,
});
const withHistory = (messages: readonly object[]): Told => ({
  ...story(),
  history: { "agent:main:main": { sessionId: "s1", messages } },
});
/** Sessions of a thousand entries each, and lines that each have to be compared with every turn. */
function unrelated(sessions: number, lines: number): Told {
  const at = Date.now() - 3_600_000;
  const messages = many(1_000, (index) =>
    index % 2 === 0
      ? {
          role: "user",
          content: `q ${index}`,
          timestamp: at + index,
          __openclaw: { idempotencyKey: `run-${index + 1}:user` },
        }
      : entry(index, at + index),
  );
  const rows = many(sessions, (index) => session(index));
  return {
    ...story(),
    version: "2026.9.6",
    sessions: rows,
    history: Object.fromEntries(rows.map(({ key, sessionId }) => [key, { sessionId, messages }])),
    log: many(lines, (index) => {
      const ended = { event: "embedded_run_agent_end", isError: true, runId: `other-${index}`, provider: "openai" };
      const line = { ...ended, model: "gpt-5.6-terra", failoverReason: "auth", error: "HTTP 401" };
      return JSON.stringify({ 0: "{}", 1: line, time: new Date(at + index).toISOString() });
    }),
  };
}
const PROTOTYPES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"];

/** What gateways may send to bring down whoever reads them. */
export const HOSTILE: readonly (readonly [what: string, make: () => Told])[] = [
  [
    "a model's name of 200,000 spaces",
    () => ({ ...story(), sessions: [session(1, { model: `a${" ".repeat(200_000)}b` })] }),
  ],
  ["an error of 14 MB", () => story(`HTTP 503 ${"password=a eyJ.".repeat(960_000)}`)],
  ["50,000 agents", () => ({ ...story(), agents: many(50_000, (index) => `agent-${index}`) })],
  [
    "20,000 entries of a history",
    () => withHistory(many(20_000, (index) => entry(index, Date.now() - 3_600_000 + index))),
  ],
  ["80,000 sessions", () => ({ ...story(), sessions: many(80_000, (index) => session(index)) })],
  ["a configuration 4,000 levels deep", () => story(WORDS, nested(4_000))],
  ["a log of 100,000 lines", () => ({ ...story(), log: many(100_000, (index) => `{"0":"{}","1":"line ${index}"}`) })],
  ["one line of a log of 12 MB", () => ({ ...story(), log: ["x".repeat(12_000_000)] })],
  ["10,000 turns and as many lines as a page of a log holds, which are about none of them", () => unrelated(20, 4_500)],
  [
    "names of prototypes",
    () => ({
      ...story(WORDS, { models: { providers: Object.fromEntries(PROTOTYPES.map((name) => [name, { api: name }])) } }),
      agents: PROTOTYPES,
      sessions: PROTOTYPES.map((key) => session(1, { key, sessionId: key, modelProvider: key, model: key })),
      history: {},
    }),
  ],
  [
    "instants ahead of now",
    () => withHistory(many(50, (index) => entry(index, Date.now() + 86_400_000 * (index + 1)))),
  ],
  [
    "instants nobody can write",
    () => withHistory(many(50, (index) => entry(index, [9e15, -1, 1e300][index % 3] ?? 0))),
  ],
  ...ANSWERS.map(([what, texts]) => [what, (): Told => ({ ...story(), texts: texts() })] as const),
  ...ATTACKS.map(([what, attack]) => [what, (): Told => ({ ...story(), attack: attack() })] as const),
];
