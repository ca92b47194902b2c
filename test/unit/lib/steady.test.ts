import { expect, it } from "vitest";
import { createSteadyClock } from "../../../src/lib/steady.ts";

it.each<[what: string, fine: number, coarse: number, passed: number]>([
  ["both run: the exact one counts", 1_234, 1_000, 1_234],
  ["the host slept: the one that went on counts", 1_000, 3_600_000, 3_600_000],
  ["somebody fakes the exact one", 777_600_000_000, 2_000, 2_000],
  ["somebody sets it back", -777_600_000_000, 2_000, 2_000],
  ["nothing goes backwards", -10, -10, 0],
])("%s", (_, fine, coarse, passed) => {
  let at = { fine: 50_000, coarse: 90_000 };
  const steady = createSteadyClock(
    () => at.fine,
    () => at.coarse,
  );
  const before = steady();
  at = { fine: at.fine + fine, coarse: at.coarse + coarse };
  expect(steady() - before).toBe(passed);
});
