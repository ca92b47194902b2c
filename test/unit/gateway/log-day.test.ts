import { expect, test } from "vitest";
import { nextFileAt } from "../../../src/gateway/reading/log-day.ts";

const DAILY = "logs/openclaw-2026-11-29.log";

test.each<[what: string, file: string, time: string, next: string | null]>([
  ["at midnight UTC", DAILY, "2026-11-29T08:07:28.235+00:00", "2026-11-30T00:00:00.000Z"],
  ["at midnight east of it", DAILY, "2026-11-29T23:59:59.999+05:30", "2026-11-29T18:30:00.000Z"],
  ["at midnight west of it", DAILY, "2026-11-29T00:00:00.000-08:00", "2026-11-30T08:00:00.000Z"],
  ["at midnight UTC where no zone is told", DAILY, "2026-11-29T08:07:28.235Z", "2026-11-30T00:00:00.000Z"],
  ["never, where its name tells no day", "/var/log/openclaw.log", "2026-11-29T08:07:28.235Z", null],
  ["nobody knows when, where no line tells the time", DAILY, "", null],
])("a log begins another file %s", (_, file, time, next) => {
  expect(nextFileAt(file, time)).toBe(next === null ? null : Date.parse(next));
});
