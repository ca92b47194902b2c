import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readLogPage } from "../../../src/gateway/reading/log-lines.ts";

const TIME = "2026-03-07T09:12:00.000Z";
const AT = Date.parse(TIME);
const line = (parts: object, time: string | undefined = TIME): string => JSON.stringify({ ...parts, time });
const plain = line({ "0": "{}", "1": "nothing of interest" });

const decision = {
  event: "model_fallback_decision",
  decision: "candidate_failed",
  runId: "r1",
  sessionId: "s1",
  requestedProvider: "openai",
  requestedModel: "gpt-5.4",
  candidateProvider: "openai",
  candidateModel: "gpt-5.4",
  attempt: 1,
  total: 2,
  reason: "auth",
  status: 401,
  errorPreview: "401 no",
};
const end = {
  event: "embedded_run_agent_end",
  isError: true,
  runId: "r1",
  provider: "openai",
  model: "gpt-5.4",
  failoverReason: "auth",
  rawErrorPreview: "401 no",
};

const rest = {
  event: "auth_profile_failure_state_updated",
  runId: "r1",
  provider: "openai",
  profileId: "x",
  reason: "auth",
};
const LATER = Date.UTC(2100, 0);

const page = (lines: readonly string[], asked: number | null = 0, rest: object = {}) =>
  readLogPage(asked, { file: "a.log", cursor: 1_000, lines, ...rest });

test.each<[what: string, parts: object, entries: readonly object[]]>([
  [
    "a candidate that failed",
    { "1": decision },
    [{ kind: "decision", outcome: "failed", run: "r1", last: false, failure: { status: 401 } }],
  ],
  ["the last candidate", { "1": { ...decision, attempt: 2 } }, [{ last: true }]],
  ["a candidate passed over", { "1": { ...decision, decision: "skip_candidate" } }, [{ outcome: "passed-over" }]],
  ["a candidate that served", { "1": { ...decision, decision: "candidate_succeeded" } }, [{ outcome: "served" }]],
  ["a decision of a kind nobody knows", { "1": { ...decision, decision: "coffee_break" } }, []],
  [
    "a decision with what was before it",
    { "1": { ...decision, previousAttempts: [{ provider: "openai", model: "gpt-5.5", error: "no" }] } },
    [
      {
        failedBefore: [
          { model: { provider: "openai", model: "gpt-5.5" }, failure: { message: "no", status: null, said: null } },
        ],
      },
    ],
  ],
  [
    "a provider's error",
    { "1": end },
    [{ kind: "provider-error", run: "r1", failure: { said: "auth", message: "401 no" } }],
  ],
  [
    "a login that waits",
    { "1": { ...rest, cooldownUntil: LATER } },
    [
      {
        kind: "rested",
        run: "r1",
        rest: { provider: "openai", profile: "x", until: LATER, disabled: false, said: "auth" },
      },
    ],
  ],
  [
    "a key that is switched off",
    { "1": { ...rest, cooldownUntil: LATER - 1, disabledUntil: LATER } },
    [{ rest: { until: LATER, disabled: true } }],
  ],
  ["a login that waits no more", { "1": { ...rest, cooldownUntil: 1 } }, []],
  ["an end without an error", { "1": { ...end, isError: false } }, []],
  [
    "the error of a session's lane",
    { "1": 'lane task error: lane=session:agent:main:main durationMs=12 error="FailoverError: Unknown model: a/b"' },
    [
      {
        kind: "lane-error",
        session: "agent:main:main",
        model: { provider: "a", model: "b" },
        failure: { message: "Unknown model: a/b" },
      },
    ],
  ],
  [
    "one whose error holds quotes",
    {
      "2": 'lane task error: lane=session:agent:main:main durationMs=12 error="FailoverError: {"detail":"Unauthorized"}"',
    },
    [{ kind: "lane-error", model: null, failure: { message: '{"detail":"Unauthorized"}' } }],
  ],
  [
    "the error of the main lane, which is the same again",
    { "1": 'lane task error: lane=main durationMs=1 error="x"' },
    [],
  ],
  ["a turn that was given up", { "0": "Embedded agent failed before reply: no" }, [{ kind: "gave-up" }]],
  [
    "a message that ended in an error of the gateway",
    {
      "1": 'message processed: channel=webchat chatId=unknown messageId=26bc17f7 sessionId=fdb6b83f sessionKey=agent:main:work outcome=error duration=150ms error="Error: reply session initialization conflicted for agent:main:work"',
    },
    [{ kind: "message-failed", run: "26bc17f7", session: "agent:main:work" }],
  ],
  [
    "one that went well",
    {
      "1": "message processed: channel=webchat chatId=unknown messageId=1 sessionId=2 sessionKey=agent:main:work outcome=completed duration=1ms",
    },
    [],
  ],
  ["a line of no interest", { "1": "hello" }, []],
])("%s is understood", (_what, parts, entries) => {
  const { entries: read, skipped } = page([line(parts)]);
  expect(read).toMatchObject(entries.map((entry) => ({ at: AT, ...entry })));
  expect(read).toHaveLength(entries.length);
  expect(skipped).toBe(0);
});

test.each<[what: string, text: string]>([
  ["a decision without a candidate", line({ "1": { ...decision, candidateModel: undefined } })],
  ["a decision whose status is a text", line({ "1": { ...decision, status: "401" } })],
  ["a provider's error without a run", line({ "1": { ...end, runId: 5 } })],
  ["a decision that is half a line", line({ "1": decision }).slice(0, -40)],
  ["a decision without an instant", line({ "1": decision }, "soon")],
])("a line that should say something and cannot be read is skipped and counted: %s", (_what, text) => {
  const { entries, skipped } = page([text, plain]);
  expect({ entries, skipped }).toEqual({ entries: [], skipped: 1 });
});

const cases: readonly [string, number | null, readonly string[], object, object][] = [
  ["a whole page", 0, [plain], {}, { cursor: 1_000, gap: false, from: AT }],
  ["a page without lines", 500, [], {}, { cursor: 1_000, gap: false, from: null }],
  ["a last line that is still being written", 0, [plain, '{"0":"x'], {}, { cursor: 993, gap: false }],
  ["one whose bytes are more than its letters", 0, [plain, '{"0":"é'], {}, { cursor: 992 }],
  ["a first line that was cut", 0, ['x"}', plain], {}, { cursor: 1_000, from: AT }],
  ["the tail, of which there was more", null, [plain], { truncated: true }, { gap: true }],
  ["the tail, of which there was no more", null, [plain], {}, { gap: false }],
  ["a log that began anew", 900, [plain], { reset: true }, { gap: true }],
  ["more than fits on a page", 900, [plain], { truncated: true }, { gap: true }],
  ["a line longer than a page", 900, [], { truncated: true }, { gap: true, from: null }],
  ["a page shorter than its unfinished line", 0, ["x".repeat(2_000)], {}, { cursor: 0 }],
];
test.each(cases)("where to go on reading: %s", (_what, asked, lines, rest, expected) => {
  expect(page(lines, asked, rest)).toMatchObject(expected);
});

test("a line that was unfinished is read once it is whole", () => {
  const whole = line({ "1": decision });
  const text = `${plain}\n${whole}\n`;
  for (let written = plain.length + 2; written < text.length; written += 7) {
    const lines = text.slice(0, written).split("\n").filter(Boolean);
    const first = readLogPage(0, { file: "a.log", cursor: written, lines });
    const rest = text.slice(first.cursor).split("\n").filter(Boolean);
    const second = readLogPage(first.cursor, { file: "a.log", cursor: text.length, lines: rest });
    expect([...first.entries, ...second.entries]).toHaveLength(1);
  }
});

test.each([[null], ["text"], [[]], [{}], [{ cursor: -1 }], [{ cursor: "0", lines: [] }], [{ cursor: 0, lines: "x" }]])(
  "a reply that is no page says so in a sentence: %j",
  (payload) => {
    expect(() => readLogPage(null, payload)).toThrow(/^the gateway's reply to logs\.tail cannot be read/);
  },
);

test("whatever stands in a log, it is read or left out", () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        "0": fc.anything(),
        "1": fc.oneof(fc.anything(), fc.constant(decision)),
        time: fc.oneof(fc.string(), fc.constant(TIME)),
      })
      .map((parts) => {
        try {
          return JSON.stringify(parts) ?? "";
        } catch {
          return "";
        }
      }),
  );
  fc.assert(
    fc.property(fc.array(anything), fc.nat(5_000), (lines, cursor) => {
      const read = readLogPage(null, { file: "a.log", cursor, lines });
      expect(read.cursor).toBeGreaterThanOrEqual(0);
      expect(read.cursor).toBeLessThanOrEqual(cursor);
    }),
  );
});
