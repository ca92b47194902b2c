import { expect, test } from "vitest";
import { saying } from "../../parts/in-english.ts";
import { inspectLimits } from "../../../src/cli/doctor/limits.ts";

const limits = (soft: string) => () =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${soft}                 ${soft}                 files\n`;

test.each<[gateways: number, soft: string, mark: string, words: RegExp]>([
  [1, "1024", "fine", /^1024 allowed, about 83 needed$/],
  [1, "unlimited", "fine", /^unlimited allowed/],
  [100, "64", "mend", /^this host allows 64, and about 380 are needed for 100 gateways/],
])("with %d gateways a limit of %s open files is %s", (gateways, soft, mark, words) => {
  expect(inspectLimits(gateways, limits(soft))).toEqual([
    expect.objectContaining({ about: "open files", mark, text: saying(words) }),
  ]);
});

test("where the system tells no limit, nothing is said", () => {
  expect(inspectLimits(100, () => "")).toEqual([]);
});
