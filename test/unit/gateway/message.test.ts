import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { readMessage } from "../../../src/gateway/reading/message.ts";

/** What `readMessage` reads by hand. */
const MESSAGE = z
  .object({
    role: z.string(),
    timestamp: z.number().min(0).max(8_640_000_000_000_000).transform(Math.trunc),
    content: z.union([z.string(), z.array(z.looseObject({}))]).nullish(),
    provider: z.string().optional(),
    model: z.string().optional(),
    api: z.string().optional().catch(undefined),
    responseModel: z.string().optional().catch(undefined),
    stopReason: z.string().nullish(),
    errorMessage: z.string().nullish(),
    usage: z
      .object({ cost: z.object({ total: z.number().positive().max(10_000) }) })
      .optional()
      .catch(undefined),
    customType: z.string().optional(),
    idempotencyKey: z.string().optional(),
    __openclaw: z
      .object({ runId: z.string(), idempotencyKey: z.string(), kind: z.string() })
      .partial()
      .optional()
      .catch(undefined),
  })
  .transform(
    ({ timestamp, content, stopReason, errorMessage, usage, __openclaw: marks, ...rest }) =>
      ({
        ...rest,
        at: timestamp,
        content: content ?? null,
        stopReason: stopReason ?? null,
        errorMessage: errorMessage ?? null,
        cost: usage?.cost.total,
        marks,
      }) as const,
  );

/** Mostly what a gateway sends, now and then anything else. */
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 });
const text = mostly(fc.string());
const maybe = mostly(fc.option(fc.string()));

const message = fc.record(
  {
    role: mostly(fc.constantFrom("user", "assistant", "custom")),
    timestamp: mostly(
      fc.oneof(fc.nat(), fc.double(), fc.constantFrom(8_640_000_000_000_000, 8_640_000_000_000_001, -1, 1.5)),
    ),
    content: mostly(fc.oneof(fc.string(), fc.constant(null), fc.array(mostly(fc.record({ text }))))),
    provider: text,
    model: text,
    api: text,
    responseModel: text,
    stopReason: maybe,
    errorMessage: maybe,
    usage: mostly(
      fc.record({ cost: mostly(fc.record({ total: mostly(fc.oneof(fc.nat(), fc.constantFrom(0, 10_000, 10_001))) })) }),
    ),
    customType: text,
    idempotencyKey: text,
    __openclaw: mostly(fc.record({ runId: text, idempotencyKey: text, kind: text }, { requiredKeys: [] })),
  },
  { requiredKeys: ["role", "timestamp"] },
);

test("an entry is read by hand as a schema reads it", () => {
  let readable = 0;
  fc.assert(
    fc.property(mostly(message), (item) => {
      const { success, data } = MESSAGE.safeParse(item);
      const read = readMessage(item);
      if (read !== null) readable += 1;
      expect(read).toEqual(success ? data : null);
    }),
    { numRuns: 2_000 },
  );
  expect(readable).toBeGreaterThan(200);
});
