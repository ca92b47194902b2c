import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fits } from "../../../../src/gateway/bounds/fits.ts";
import { LIMITS } from "../../../../src/gateway/bounds/limits.ts";
import { sift } from "../../../../src/gateway/bounds/sift.ts";

/** What going through it as a whole makes of a document. */
function siftAll(json: string): string {
  const work = sift(json);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

const around = (most: number) => fc.integer({ min: most - 2, max: most + 2 });
const text = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.oneof(around(LIMITS.name), around(LIMITS.text), around(LIMITS.whole)).map((length) => "x".repeat(length)),
  fc.constantFrom('"\\', "\\\\", "ü\n", '","a":'),
);
const key = fc.oneof(
  fc.constantFrom("id", "model", "content", "text", "lines", "messages", "payload", "other"),
  around(LIMITS.name).map((length) => "k".repeat(length)),
);
const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(1e300, -1.5e-300));
const many = fc
  .tuple(fc.constantFrom<unknown>(1, "x", { id: "x" }), fc.oneof(around(LIMITS.inner), around(LIMITS.items)))
  .map(([one, length]) => Array<unknown>(length).fill(one));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    { arbitrary: many, weight: 1 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }), weight: 4 },
    { arbitrary: fc.dictionary(key, tie("value"), { maxKeys: 4 }), weight: 6 },
  ),
}));
const nested = fc
  .tuple(value, around(LIMITS.depth))
  .map(([inner, depth]) => Array.from({ length: depth }).reduce<unknown>((one) => [one], inner));

test("of what is told to fit, nothing would have been left out, however it is written", () => {
  let fitted = 0;
  fc.assert(
    fc.property(fc.oneof(value, value, nested), fc.constantFrom("", " ", "\n \t"), (document, indent) => {
      const json = JSON.stringify(document, null, indent).replaceAll('":', indent === "" ? '":' : '" :');
      if (json.length > 3_000_000 || !fits(json)) return;
      fitted += 1;
      expect(JSON.parse(siftAll(json))).toEqual(JSON.parse(json));
    }),
    { numRuns: 300 },
  );
  expect(fitted).toBeGreaterThan(100);
});

test.each<[what: string, document: unknown]>([
  ["a long name", { model: "x".repeat(LIMITS.name + 1) }],
  ["a long key", { ["k".repeat(LIMITS.name + 1)]: 1 }],
  ["a long text", { other: "x".repeat(LIMITS.text + 1) }],
  ["a long item of a list of names", { scopes: ["x".repeat(LIMITS.name + 1)] }],
  ["a long name after an object", { model: { text: 1 }, id: "x".repeat(LIMITS.name + 1) }],
  ["too many items", Array(LIMITS.items + 1).fill(1)],
  ["too many items inside a row", { messages: [{ content: Array(LIMITS.inner + 1).fill(1) }] }],
  ["what lies too deep", Array.from({ length: LIMITS.depth + 1 }).reduce<unknown>((one) => [one], 1)],
  ["a long number", { at: "NUMBER" }],
])("%s does not fit", (_, document) => {
  const json = JSON.stringify(document, null, 1).replace('"NUMBER"', "1".repeat(LIMITS.literal + 1));
  expect(fits(json)).toBe(false);
  expect(fits(JSON.stringify(document).replace('"NUMBER"', "1".repeat(LIMITS.literal + 1)))).toBe(false);
});

test("an answer as gateways give it fits", () => {
  const rows = Array.from({ length: 1_000 }, (_, at) => ({ role: "user", timestamp: at, content: "x".repeat(500) }));
  expect(fits(JSON.stringify({ id: "1", ok: true, payload: { messages: rows } }))).toBe(true);
});
