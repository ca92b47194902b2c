import { expect, test } from "vitest";
import { readTried, updatePage, type Tried } from "./table.ts";

const tried = (release: string, what: string, passed = true): Tried => ({ release, what, passed });
const rowsOf = (page: string): readonly string[] => page.split("\n").filter((line) => line.startsWith("| 2026"));

test("a test is counted for the release and the column it names, and for none where it names none", () => {
  expect(readTried("/a/test/gateways/status.test.ts", "OpenClaw 2026.3.2, healthy > is counted", true)).toEqual(
    tried("2026.3.2", "counts and causes"),
  );
  expect(readTried("killed.test.ts", "ends it on 2026.7.2-beta.7, killed at x", false)).toEqual(
    tried("2026.7.2-beta.7", "killed midway", false),
  );
  expect(readTried("status.test.ts", "has nothing to say", true)).toBeNull();
  expect(readTried("rig/truth.test.ts", "2026.3.2 is counted", true)).toBeNull();
});

test("newest first, with how many passed of those that were run", () => {
  const page = updatePage(
    "",
    [tried("2026.3.2", "warnings"), tried("2026.9.6", "warnings"), tried("2026.9.6", "warnings", false)],
    "2026-11-29",
  );
  expect(rowsOf(page).map((row) => row.replaceAll(/ +/g, " "))).toEqual([
    "| 2026.9.6 | | | | | 1 of 2 | | | 2026-11-29 |",
    "| 2026.3.2 | | | | | 1 of 1 | | | 2026-11-29 |",
  ]);
});

test("what another run tried stays", () => {
  const first = updatePage("", [tried("2026.3.2", "warnings"), tried("2026.6.35", "chosen models")], "2026-11-28");
  const page = updatePage(first, [tried("2026.3.2", "killed midway")], "2026-11-29");
  expect(rowsOf(page).map((row) => row.replaceAll(/ +/g, " "))).toEqual([
    "| 2026.6.35 | | | 1 of 1 | | | | | 2026-11-28 |",
    "| 2026.3.2 | | | | | 1 of 1 | | 1 of 1 | 2026-11-29 |",
  ]);
  expect(updatePage(page, [], "2026-11-30")).toBe(page);
});
