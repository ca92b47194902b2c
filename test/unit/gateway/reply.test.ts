import { expect, test } from "vitest";
import { z } from "zod";
import { readEach } from "../../../src/gateway/reading/reply.ts";

test.each<[what: string, most: number | undefined, newest: "first" | "last" | undefined, read: readonly number[]]>([
  ["all of them", undefined, undefined, [1, 2, 4]],
  ["the first where there are more than were asked for", 2, undefined, [1, 2]],
  ["the last where those are the newest", 2, "last", [4]],
  ["the last where there are fewer than were asked for", 9, "last", [1, 2, 4]],
])("of a list, what can be read is read and the rest counted: %s", (_what, most, newest, read) => {
  const told = readEach(z.number(), [1, 2, "three", 4], most, newest);
  expect(told).toEqual({ read, skipped: 4 - read.length });
});
