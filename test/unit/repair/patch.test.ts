import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { diffPatch, type ArrayHabit } from "../../../src/repair/plan/patch.ts";
import { toMerged } from "../parts/repair.ts";

const LEAF = fc.constantFrom<Json>(1, 2, "a", true, false);
const ROWS = fc.uniqueArray(fc.record({ id: fc.constantFrom("x", "y", "z"), v: LEAF }), {
  selector: ({ id }) => id,
  maxLength: 3,
});
const LIST = fc.array(fc.constantFrom<Json>("p", "q"), { minLength: 1, maxLength: 2 });
const { tree: TREE } = fc.letrec<{ tree: JsonObject; node: Json }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3 }),
  node: fc.oneof({ maxDepth: 2 }, LEAF, ROWS, LIST, tie("tree")),
}));

describe("a patch", () => {
  test.each<[ArrayHabit]>([["merged-by-id"], ["replaced"]])(
    "turns one configuration into the other where it says that merging gets there, with arrays %s",
    (habit) => {
      fc.assert(
        fc.property(TREE, TREE, (before, after) => {
          const patch = diffPatch(before, after, habit);
          // Whole arrays get there always.
          expect(patch !== null || habit === "merged-by-id").toBe(true);
          expect(patch === null ? after : toMerged(before, patch)).toEqual(after);
        }),
      );
    },
  );

  test.each<[what: string, before: Json, after: Json, merge: Json]>([
    ["a list without ids is set as a whole", ["p", "q"], ["q"], ["q"]],
    ["an empty list takes rows", [], [{ id: "x" }], [{ id: "x" }]],
    [
      "of rows only what changes is sent",
      [{ id: "x", v: 1, w: 1 }, { id: "y" }],
      [{ id: "x", v: 2, w: 1 }, { id: "y" }],
      [{ id: "x", v: 2 }],
    ],
    ["a new row is sent whole", [{ id: "x" }], [{ id: "x" }, { id: "y", v: 1 }], [{ id: "y", v: 1 }]],
    ["a value that goes is null", [{ id: "x", v: 1 }], [{ id: "x" }], [{ id: "x", v: null }]],
  ])("%s where rows are merged", (_, before, after, merge) => {
    expect(diffPatch({ k: before }, { k: after }, "merged-by-id")).toEqual({ merge: { k: merge }, replacePaths: [] });
  });

  test.each<[what: string, before: Json, after: Json]>([
    ["a row goes", [{ id: "x" }, { id: "y" }], [{ id: "x" }]],
    ["rows change their order", [{ id: "x" }, { id: "y" }], [{ id: "y" }, { id: "x" }]],
    ["a new row comes first", [{ id: "x" }], [{ id: "y" }, { id: "x" }]],
    ["rows become something else", [{ id: "x" }], ["p"]],
  ])("is none where %s and rows are merged", (_, before, after) => {
    expect(diffPatch({ k: before }, { k: after }, "merged-by-id")).toBeNull();
  });

  test("leaves rows that should go where nothing else is possible, and sends what else changes", () => {
    const before = { k: [{ id: "x", v: 1 }, { id: "y" }], n: 1 };
    expect(diffPatch(before, { k: [{ id: "x", v: 2 }], n: 1 }, "only-added-to")).toEqual({
      merge: { k: [{ id: "x", v: 2 }] },
      replacePaths: [],
    });
    expect(diffPatch(before, { k: [{ id: "x", v: 1 }], n: 2 }, "only-added-to")?.merge).toEqual({ n: 2 });
  });

  test("names every filled list in what it removes, and every list it sets", () => {
    const before = { gone: { rows: [{ id: "x" }], none: [], deep: { list: ["p"] } }, set: ["p"] };
    expect(diffPatch(before, { set: ["q"] }, "replaced")).toEqual({
      merge: { gone: null, set: ["q"] },
      replacePaths: ["gone.rows", "gone.deep.list", "set"],
    });
    expect(diffPatch(before, { set: ["p"] }, "merged-by-id")?.replacePaths).toEqual([]);
  });
});
