import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readCustomId, writeCustomId } from "../../../../src/platforms/discord/custom-id.ts";

test.each([
  [{ command: "model-status", args: {} }, "c1|model-status|"],
  [{ command: "fix-codex", args: { plan: "abc" } }, "c1|fix-codex|plan=abc"],
  [{ command: "x", args: { a: "1|2", b: "c=d&e", c: "100%" } }, "c1|x|a=1%7c2&b=c%3dd%26e&c=100%25"],
  [{ command: "x", args: { agent: "agent:main:main", empty: "" } }, "c1|x|agent=agent:main:main&empty="],
])("the button of %j carries %s", (call, id) => {
  expect(writeCustomId(call)).toBe(id);
  expect(readCustomId(id)).toEqual(call);
});

test("a twin carries the same call", () => {
  expect(readCustomId(writeCustomId({ command: "x", args: { a: "b" } }, 2) ?? "")).toEqual({
    command: "x",
    args: { a: "b" },
  });
});

test("what does not fit into 100 characters is not written", () => {
  expect(writeCustomId({ command: "x", args: { a: "y".repeat(93) } })).toHaveLength(100);
  expect(writeCustomId({ command: "x", args: { a: "y".repeat(94) } })).toBeUndefined();
});

test.each(["", "c1", "c1|", "c1||", "c2|x|", "something-else", "c1|x"])("%j is no button of ours", (id) => {
  expect(readCustomId(id)).toBeUndefined();
});

test("every call that fits comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
      (command, args) => {
        const id = writeCustomId({ command, args });
        fc.pre(id !== undefined);
        expect(readCustomId(id)).toEqual({ command, args: { ...args } });
      },
    ),
  );
});
