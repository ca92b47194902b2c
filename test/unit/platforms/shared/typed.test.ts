import { describe, expect, test } from "vitest";
import { readArguments } from "../../../../src/platforms/shared/typed.ts";

describe("arguments", () => {
  const options = { agent: { description: "" }, "for-how-long": { description: "" } };

  test.each([
    ["", {}],
    ["main", { agent: "main" }],
    ["main --for_how-long 1h", { agent: "main", "for-how-long": "1h" }],
    ["--agent=main 2 hours", { agent: "main", "for-how-long": "2 hours" }],
    ["main 2 hours", { agent: "main", "for-how-long": "2 hours" }],
    ['"a b" c', { agent: "a b", "for-how-long": "c" }],
    ["“a b” c", { agent: "a b", "for-how-long": "c" }],
    ["for_how_long=1h main", { agent: "main", "for-how-long": "1h" }],
    ["FOR-HOW-LONG='1 h'", { "for-how-long": "1 h" }],
    ["agent=", { agent: "" }],
    ['agent=""', { agent: "" }],
    ["key=value", { "key=value": "key=value" }],
    ['an "unclosed quote', { agent: "an", "for-how-long": '"unclosed quote' }],
    ["__proto__=x", Object.fromEntries([["__proto__=x", "__proto__=x"]])],
  ])("%j", (rest, args) => {
    expect(readArguments(rest, options)).toEqual(args);
  });

  test("what fits no option is kept under its own text", () => {
    expect(readArguments("a b c=d", {})).toEqual({ a: "a", b: "b", "c=d": "c=d" });
  });
});
