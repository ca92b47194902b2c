import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { leftOutIn, parseBounded, siftNow } from "../../../../src/gateway/bounds/frames.ts";
import { LEFT_OUT, LIMITS } from "../../../../src/gateway/bounds/limits.ts";
import { sift } from "../../../../src/gateway/bounds/sift.ts";
import { cutText } from "../../../../src/gateway/bounds/text.ts";

const read = (value: unknown): unknown => JSON.parse(siftNow(JSON.stringify(value)));

test("what is within the limits stays as it is, however it is written", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom("", " ", "\t", 2), (value, indent) => {
      expect(JSON.parse(siftNow(JSON.stringify(value, null, indent)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 1_000 },
  );
});

test("what is no JSON stays none, and ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[ ] { } , : " \\ u e 1'.split(" "), " ", "\n") }), (text) => {
      const isJson = parses(text);
      expect(parses(siftNow(text))).toBe(isJson);
    }),
    { numRuns: 20_000 },
  );
});

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test("a text keeps its beginning and its end, cut between characters as JSON writes them", () => {
  const unit = fc.constantFrom("a", '"', "\\", "\n", "\u0001", "ü", "😀", "\ud800");
  fc.assert(
    fc.property(fc.string({ unit, minLength: 900, maxLength: 1_100 }), fc.nat({ max: 30 }), (text, shift) => {
      const long = `${"x".repeat(shift)}${text.repeat(8)}`;
      const { errorMessage } = z.object({ errorMessage: z.string() }).parse(read({ errorMessage: long }));
      const [head = "", tail = ""] = errorMessage.split(/ …\[\d+ characters left out\]… /);
      expect(errorMessage.length).toBeLessThan(LIMITS.text + 100);
      expect(long.startsWith(head)).toBe(true);
      expect(long.endsWith(tail)).toBe(true);
      expect(head.length).toBeGreaterThan(400);
      expect(tail.length).toBeGreaterThan(150);
    }),
    { numRuns: 200 },
  );
});

test("a text outside of JSON is cut in the same way, and what is short is not touched", () => {
  const cut = cutText(`begin ${"x".repeat(100_000)} end`);
  expect(cut.length).toBeLessThan(LIMITS.text + 100);
  expect(cut).toMatch(/^begin x+ …\[\d+ characters left out\]… x+ end$/);
  expect(cutText("short")).toBe("short");
});

test("what names something and is too long names nothing", () => {
  const long = " ".repeat(LIMITS.name + 1);
  expect(read({ model: long, provider: "a", fallbacks: ["b", long], [long]: 1 })).toEqual({
    model: null,
    provider: "a",
    fallbacks: ["b", null],
    [LEFT_OUT]: 1,
  });
});

test("the text of a question is known by more of it than other texts", () => {
  const text = "q".repeat(20_000);
  expect(read({ content: text, note: "short" })).toEqual({ content: text, note: "short" });
});

const items = (count: number) => Array.from({ length: count }, (_, index) => index);

test("a list is cut to what is ever asked for, and says how much was left out", () => {
  expect(read({ sessions: items(80_000) })).toEqual({
    sessions: [...items(LIMITS.items), { [LEFT_OUT]: 75_000 }],
  });
});

test.each(["messages", "lines"])("of %s the newest are kept, which come last", (key) => {
  const rows = Array.from({ length: 23_456 }, (_, at) => ({ at, content: [{ text: "x" }] }));
  const left = { [LEFT_OUT]: 23_456 - LIMITS.items };
  expect(read({ payload: { [key]: rows, more: true } })).toEqual({
    payload: { [key]: [left, ...rows.slice(-LIMITS.items)], more: true },
  });
});

test("when there are too many characters, the newest that find room are kept", () => {
  const rows = Array.from({ length: 4_000 }, (_, at) => ({ at, content: "y".repeat(5_000) }));
  const text = siftNow(JSON.stringify({ payload: { messages: rows } }));
  expect(text.length).toBeLessThan(LIMITS.frame + 10_000);
  const messages = z.array(z.object({ at: z.number().optional() }).loose());
  const { payload } = z.object({ payload: z.object({ messages }) }).parse(JSON.parse(text));
  const [first, ...kept] = payload.messages;
  expect(kept.length).toBeGreaterThan(1_000);
  expect(leftOutIn(first)).toBe(4_000 - kept.length);
  expect(kept.map(({ at }) => at)).toEqual(rows.slice(-kept.length).map(({ at }) => at));
});

test("of an object with too many keys the first ones are kept", () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`agent-${index}`, { index }]));
  const KEPT = z.object({ entries: z.record(z.string(), z.unknown()), after: z.number() });
  const kept = KEPT.parse(read({ entries: many, after: 1 }));
  expect(Object.keys(kept.entries)).toHaveLength(LIMITS.items + 1);
  expect(kept.entries[LEFT_OUT]).toBe(50_000 - LIMITS.items);
  expect(kept.after).toBe(1);
});

test("what lies too deep is left out, and what stands beside it stays", () => {
  const deep = `{"a":${"[".repeat(100_000)}1${"]".repeat(100_000)},"b":2}`;
  const kept = z.object({ a: z.unknown(), b: z.number() }).parse(parseBounded(deep));
  expect(kept.b).toBe(2);
  expect(JSON.stringify(kept.a)).toBe(`${"[".repeat(LIMITS.depth - 1)}null${"]".repeat(LIMITS.depth - 1)}`);
});

test("a number nobody can have counted is none", () => {
  expect(parseBounded(`{"a":${"1".repeat(1_000_000)},"b":true}`)).toEqual({ a: null, b: true });
});

/** Each of them makes somebody who reads JSON carelessly look at a place again and again. */
const PUMPS: readonly (readonly [what: string, text: (size: number) => string])[] = [
  ["backslashes", (size) => `{"a":"${"\\\\".repeat(size / 2)}"}`],
  ["escaped quotes", (size) => `{"a":"${'\\"'.repeat(size / 2)}"}`],
  ["escaped quotes in a name", (size) => `{"model":"${'\\"'.repeat(size / 2)}"}`],
  ["escapes", (size) => `{"a":"${String.raw`\u0041`.repeat(size / 6)}"}`],
  ["beginnings", (size) => "[".repeat(size)],
  ["beginnings of objects", (size) => '{"a":'.repeat(size / 5)],
  ["ends", (size) => "]".repeat(size)],
  ["commas", (size) => `[${",".repeat(size)}]`],
  ["small items", (size) => `[${"1,".repeat(size / 2)}1]`],
  ["small messages", (size) => `{"messages":[${"1,".repeat(size / 2)}1]}`],
  ["small rows", (size) => `{"messages":[${"[],".repeat(size / 3)}1]}`],
  ["lists in lists", (size) => `{"messages":[${`[${"1,".repeat(500)}1],`.repeat(size / 1_000)}1]}`],
  ["keys", (size) => `{${'"a":1,'.repeat(size / 6)}"b":1}`],
  ["spaces", (size) => `[${" ".repeat(size)}1]`],
  ["spaces between items", (size) => `[${" 1 ,".repeat(size / 4)}1]`],
  ["quotes", (size) => '"'.repeat(size)],
  ["colons", (size) => `{${":".repeat(size)}}`],
];

test.each(PUMPS)("%s: nothing is looked at twice, and the rest gets its turn", (_what, toText) => {
  const turns = (size: number): number => {
    const work = sift(toText(size));
    let count = 0;
    while (!work.next().done) count += 1;
    return count;
  };
  const [small, large] = [turns(1_000_000), turns(2_000_000)];
  expect(large).toBeLessThanOrEqual(2 * small + 4);
});
