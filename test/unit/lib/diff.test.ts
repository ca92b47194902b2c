import { expect, test } from "vitest";
import { diffValues } from "../../../src/lib/diff.ts";

const row = (id: string, api?: string) => ({ id, ...(api && { api }), cost: { input: 0 } });

test.each<[what: string, before: unknown, after: unknown, rows: readonly (readonly [string, unknown, unknown])[]]>([
  ["nothing", { a: [1] }, { a: [1] }, []],
  ["a value", { a: 1, b: 2 }, { a: 1, b: 3 }, [["b", 2, 3]]],
  ["a nested value", { a: { b: 1 } }, { a: { b: 2 } }, [["a.b", 1, 2]]],
  ["an item by its id", { m: [row("x")] }, { m: [row("x", "y")] }, [["m[x].api", undefined, "y"]]],
  ["an item by its place", ["a", "b"], ["a", "c"], [["[1]", "b", "c"]]],
  ["another kind of value", { a: [1] }, { a: { b: 1 } }, [["a", [1], { b: 1 }]]],
  [
    "what is wholly new, its keys and its lists' items one by one",
    undefined,
    { baseUrl: "u", input: ["text"], models: [row("x")] },
    [
      ["baseUrl", undefined, "u"],
      ["input", undefined, ["text"]],
      ["models[x]", undefined, row("x")],
    ],
  ],
  ["what is wholly gone", { baseUrl: "u" }, undefined, [["baseUrl", "u", undefined]]],
  ["a plain value that is new", undefined, "u", [["", undefined, "u"]]],
])("the differences of %s", (_what, before, after, rows) => {
  expect(diffValues(before, after)).toEqual(rows.map(([path, old, wanted]) => ({ path, before: old, after: wanted })));
});
