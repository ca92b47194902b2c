import * as fc from "fast-check";
import { expect, it } from "vitest";
import { CHAT_EDGES } from "../../fuzz/chat-edges.ts";

it.each(CHAT_EDGES)("nothing throws on $name", ({ input, take }) => {
  expect(() =>
    fc.assert(
      fc.property(input, (one) => {
        take(one);
      }),
      { numRuns: 200 },
    ),
  ).not.toThrow();
});
