import { expect, test } from "vitest";
import { wantsColor } from "../../../src/cli/color.ts";

test.each<[env: Readonly<Record<string, string>>, isTerminal: boolean, expected: boolean]>([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ TERM: "dumb" }, true, false],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
])("%j on a terminal (%s) is written in colours: %s", (env, isTerminal, expected) => {
  expect(wantsColor(env, isTerminal)).toBe(expected);
});
