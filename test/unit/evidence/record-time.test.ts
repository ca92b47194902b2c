import { expect, test } from "vitest";
import { toForgetBefore, toRecordTime } from "../../../src/evidence/record-time.ts";
import { DAY, HOUR, MINUTE } from "../../../src/core/time.ts";
import { createTheirClock } from "../../../src/gateway/their-clock.ts";

const NOW = Date.UTC(2026, 2, 7, 12);

test.each([
  ["clocks that agree", NOW, NOW + MINUTE, NOW],
  ["ours ahead by a year", NOW + 365 * DAY, NOW, NOW],
  ["ours behind by a day: theirs may be the wrong one", NOW - DAY, NOW, NOW - DAY],
  ["a gateway that does not tell", NOW, null, NOW],
] as const)("what is kept is dated: %s", (_what, ours, theirs, dated) => {
  expect(toRecordTime(ours, theirs)).toBe(dated);
});

test.each([
  ["clocks that agree", NOW, NOW, NOW - 30 * DAY],
  ["ours ahead by a year", NOW + 365 * DAY, NOW, NOW - 30 * DAY],
  ["theirs ahead by a year", NOW, NOW + 365 * DAY, NOW - 30 * DAY],
  ["a gateway that does not tell: nothing is forgotten", NOW, null, null],
] as const)("what is forgotten is old by both clocks: %s", (_what, ours, theirs, before) => {
  expect(toForgetBefore(ours, theirs, 30 * DAY)).toBe(before);
});

test("a gateway's clock goes on between the times it is told, whatever ours is set to", () => {
  let steady = 0;
  const clock = createTheirClock(() => steady);
  expect(clock.now()).toBeNull();
  clock.told(NOW);
  steady = HOUR;
  expect(clock.now()).toBe(NOW + HOUR);
  clock.told(NOW + 2 * HOUR);
  expect(clock.now()).toBe(NOW + 2 * HOUR);
});
