import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_ENTRIES, type TranscriptEntry } from "../../../src/core/record.ts";
import { LEFT_OUT } from "../../../src/gateway/bounds/limits.ts";
import { joinOlder, readTranscript } from "../../../src/gateway/reading/transcript.ts";

const AT = 1_795_000_000_000;
const read = (messages: readonly unknown[], limit = 100) =>
  readTranscript("agent:main:main", limit, { sessionId: "id", messages });
const one = (message: object): TranscriptEntry | undefined => read([{ timestamp: AT, ...message }]).entries[0];

const priced = (total: unknown) => ({ input: 3, output: 5, cost: { input: 0, output: total, total } });
const question = { role: "user", content: "hello", timestamp: AT };
const answer = { role: "assistant", provider: "openai", model: "gpt-5.4", timestamp: AT };

test.each<[what: string, message: object, entries: readonly object[]]>([
  ["a question", { role: "user", content: "hello" }, [{ kind: "asked", run: null }]],
  ["a question in parts", { role: "user", content: [{ type: "text", text: "hello" }] }, [{ kind: "asked" }]],
  ["a question with a picture", { role: "user", content: [{ type: "image", data: "x" }] }, [{ kind: "asked" }]],
  ["a question without anything", { role: "user" }, [{ kind: "asked" }]],
  [
    "a question put to the next model in the gateway's words (2026.3.2, the agent method)",
    { role: "user", content: "Continue where you left off. The previous model attempt failed or timed out." },
    [{ kind: "retried" }],
  ],
  ["an answer", answer, [{ kind: "answered", model: { provider: "openai", model: "gpt-5.4" } }]],
  ["an answer that says why it stopped", { ...answer, stopReason: "stop" }, [{ kind: "answered" }]],
  ["an answer cut by length", { ...answer, stopReason: "length" }, [{ kind: "answered" }]],
  ["an answer with its price", { ...answer, usage: priced(0.25) }, [{ kind: "answered", cost: 0.25 }]],
  ["a step with its price", { ...answer, stopReason: "toolUse", usage: priced(0.5) }, [{ kind: "step", cost: 0.5 }]],
  ["an answer whose price is no number", { ...answer, usage: priced("1") }, [{ kind: "answered" }]],
  ["an answer that tells tokens alone", { ...answer, usage: { input: 3, output: 5 } }, [{ kind: "answered" }]],
  ["a step with a tool", { ...answer, stopReason: "toolUse" }, [{ kind: "step" }]],
  ["a stopped turn", { ...answer, stopReason: "aborted" }, [{ kind: "aborted" }]],
  [
    "a failure",
    { ...answer, stopReason: "error", errorMessage: "401 no" },
    [{ kind: "failed", failure: { message: "401 no" } }],
  ],
  [
    "a failure that is not explained",
    { ...answer, stopReason: "error" },
    [{ kind: "failed", failure: { message: null } }],
  ],
  ["a delivery by the gateway itself", { ...answer, provider: "openclaw", content: "Hello" }, []],
  [
    "a warning by the gateway itself",
    { ...answer, provider: "openclaw", content: "⚠️ Agent failed" },
    [{ kind: "gave-up" }],
  ],
  [
    "a turn that was given up",
    { role: "custom", customType: "run-failed-before-reply", content: "why" },
    [{ kind: "gave-up", refused: [] }],
  ],
  ["another custom entry", { role: "custom", customType: "model-change" }, []],
  ["a tool's result", { role: "toolResult", content: "secret" }, []],
  ["an answer by nobody", { role: "assistant", content: "x" }, []],
])("%s is understood", (_what, message, entries) => {
  const found = read([{ timestamp: AT, ...message }]).entries;
  expect(found).toMatchObject(entries.map((entry) => ({ at: AT, ...entry })));
  expect(found).toHaveLength(entries.length);
});

test.each<[what: string, message: object, run: string | null]>([
  ["nowhere", {}, null],
  ["in its marks", { __openclaw: { runId: "r1" } }, "r1"],
  ["in its key", { idempotencyKey: "r1:user" }, "r1"],
  ["in the key of its marks", { __openclaw: { idempotencyKey: "r1:user" } }, "r1"],
  ["in the key of an error", { idempotencyKey: "r1:terminal-error" }, "r1"],
  ["in marks that win over the key", { idempotencyKey: "r2:user", __openclaw: { runId: "r1" } }, "r1"],
  ["in marks that cannot be read", { __openclaw: { runId: 5 } }, null],
])("an entry tells its run %s", (_what, message, run) => {
  expect(one({ role: "user", content: "hello", ...message })).toMatchObject({ run });
});

test("equal questions have equal digests, others have others, and neither shows its text", () => {
  const texts = ["hello", "hello", "bye"].map((content) => one({ role: "user", content }));
  const prompts = texts.map((entry) => (entry?.kind === "asked" ? entry.prompt : ""));
  expect(prompts[0]).toBe(prompts[1]);
  expect(prompts[0]).not.toBe(prompts[2]);
  expect(JSON.stringify(texts)).not.toContain("hello");
});

test.each<[text: string, isHeartbeat: boolean]>([
  ["Read HEARTBEAT.md if it exists. If nothing needs attention, reply HEARTBEAT_OK.", true],
  ["[OpenClaw heartbeat poll]", true],
  ["what does [OpenClaw heartbeat poll] mean?", false],
  ["hello", false],
])("whether the gateway itself asks %j, to see if there is something to do: %j", (content, isHeartbeat) => {
  const entry = one({ role: "user", content });
  expect(entry?.kind === "asked" && entry.isHeartbeat === true).toBe(isHeartbeat);
});

test("a question put to the next model under a heading is the same question", () => {
  const heading = "[Retry after the previous model attempt failed or timed out]\n\n";
  // The time is taken off a text that begins with it, and so only off the first.
  const texts = [
    "hello",
    `${heading}hello`,
    `${heading}[Sun 2026-11-29 14:17 UTC] hello`,
    `earlier talk\n\n${heading}hello`,
  ];
  const prompts = texts.map((content) => one({ role: "user", content }));
  expect(new Set(prompts.map((entry) => (entry?.kind === "asked" ? entry.prompt : ""))).size).toBe(1);
});

test.each<[what: string, message: unknown]>([
  ["null", null],
  ["a text", "hello"],
  ["a list", []],
  ["without a role", { timestamp: AT }],
  ["without an instant", { role: "user", content: "x" }],
  ["an instant that is a text", { role: "user", content: "x", timestamp: "now" }],
  ["an instant no calendar knows", { role: "user", content: "x", timestamp: 1e20 }],
  ["an instant before all instants", { role: "user", content: "x", timestamp: -1 }],
  ["a model that is a number", { ...answer, model: 5 }],
  ["content that is a number", { role: "user", content: 5, timestamp: AT }],
])("an entry that cannot be read is skipped and counted, and its neighbours are not: %s", (_what, message) => {
  const transcript = read([answer, message, answer]);
  expect(transcript.skipped).toBe(1);
  expect(transcript.entries).toHaveLength(2);
});

test.each<[what: string, payload: object, complete: boolean]>([
  ["fewer than asked for", { messages: [question] }, true],
  ["fewer, and something before it may be hidden", { messages: [answer] }, false],
  ["fewer, which the gateway says is all", { messages: [answer], hasMore: false }, true],
  ["as many as asked for", { messages: [answer, answer] }, false],
  ["as many, and the gateway says that is all", { messages: [answer, answer], hasMore: false }, true],
  ["fewer, and the gateway says there is more", { messages: [answer], hasMore: true }, false],
  ["none", { messages: [] }, true],
  ["a reply without messages", {}, true],
])("whether the transcript is whole: %s", (_what, payload, complete) => {
  expect(readTranscript("s", 2, payload).complete).toBe(complete);
});

test("of as many entries as are ever asked for, fewer are all there are", () => {
  expect(readTranscript("s", MOST_ENTRIES, { messages: [answer] }).complete).toBe(true);
});

test.each([[null], ["text"], [5], [[]], [{ messages: 5 }]])(
  "a reply that is no transcript says so in a sentence: %j",
  (payload) => {
    expect(() => readTranscript("s", 2, payload)).toThrow(/^the gateway's reply to chat\.history cannot be read/);
  },
);

test("whatever a gateway sends, it is read or counted", () => {
  const message = fc.oneof(
    fc.anything(),
    fc.record(
      {
        role: fc.oneof(fc.constantFrom("user", "assistant", "custom"), fc.anything()),
        timestamp: fc.oneof(fc.integer(), fc.double(), fc.anything()),
        content: fc.anything(),
        provider: fc.oneof(fc.string(), fc.anything()),
        model: fc.oneof(fc.string(), fc.anything()),
        stopReason: fc.anything(),
        __openclaw: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const { entries, skipped } = read(messages);
      expect(entries.length + skipped).toBeLessThanOrEqual(messages.length);
      for (const { at } of entries) expect(new Date(at).toISOString()).toMatch(/Z$/);
    }),
  );
});

test.each<[what: string, total: unknown]>([
  ["a model without a price", 0],
  ["less than nothing", -1],
  ["more than an answer can cost", 1e9],
  ["no number", "1"],
])("what an answer cost is not known where it says %s", (_what, total) => {
  expect(one({ ...answer, usage: priced(total) })).not.toHaveProperty("cost");
});

/** Entries of a session by their places, as a gateway sends the page that ends with them. */
const pageOf = (places: readonly number[], more: object = {}, first: readonly unknown[] = []) => ({
  sessionId: "id",
  messages: [
    ...first,
    ...places.map((seq) => ({ ...answer, timestamp: AT + seq, __openclaw: { runId: `r${seq}`, seq } })),
  ],
  hasMore: places[0] !== 1,
  ...more,
});
const placesOf = ({ entries }: { readonly entries: readonly TranscriptEntry[] }) => entries.map(({ at }) => at - AT);

test("an older page goes before the one that was read, without what has moved into it meanwhile", () => {
  const newest = readTranscript("s", 3, pageOf([5, 6, 7], { nextOffset: 3 }));
  expect(newest).toMatchObject({ complete: false, older: { offset: 3, before: 5 } });
  // Two were written in between.
  const page = readTranscript("s", 3, pageOf([4, 5, 6], { nextOffset: 6 }), newest.older);
  const joined = joinOlder(newest, page);
  expect(joined).toMatchObject({ complete: false, older: { offset: 6, before: 4 } });
  expect(placesOf(joined)).toEqual([4, 5, 6, 7]);
  const whole = joinOlder(joined, readTranscript("s", 3, pageOf([1, 2, 3]), joined.older));
  expect([placesOf(whole), whole.complete, whole.older]).toEqual([[1, 2, 3, 4, 5, 6, 7], true, undefined]);
});

test("the page before one of which some was left out for its size begins with that", () => {
  const cut = readTranscript("s", 5, pageOf([4, 5], { hasMore: false, nextOffset: 5 }, [{ [LEFT_OUT]: 3 }]));
  expect(cut).toMatchObject({ complete: false, older: { offset: 2, before: 4 } });
});

test("a page of another session of the same name is not joined, and releases without pages have none", () => {
  const newest = readTranscript("s", 2, pageOf([5, 6], { nextOffset: 2 }));
  const other = readTranscript("s", 2, pageOf([3, 4], { sessionId: "another" }), newest.older);
  expect([placesOf(joinOlder(newest, other)), joinOlder(newest, other).complete]).toEqual([[5, 6], false]);
  expect(readTranscript("s", 2, pageOf([5, 6])).older).toBeUndefined();
});
