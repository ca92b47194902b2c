import { expect, test } from "vitest";
import { readDuration } from "../../../src/gateway/reading/duration.ts";

test.each<[text: string, ms: number | null]>([
  ["30m", 1_800_000],
  ["1h", 3_600_000],
  ["1h30m", 5_400_000],
  ["0m", 0],
  ["45", 2_700_000],
  [" 1.5H ", 5_400_000],
  ["90s", 90_000],
  ["250ms", 250],
  ["2d", 172_800_000],
  ["", null],
  ["soon", null],
  ["30 minutes", null],
  ["-5m", null],
])("a duration of %j is %j ms", (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});
