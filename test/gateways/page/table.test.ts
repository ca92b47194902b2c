import { expect, test } from "vitest";
import { readTried, updatePage, type Tried } from "./table.ts";

const tried = (release: string, what: string, passed = true): Tried => ({ release, what, passed });

/** The rows of a page as they stand there, with what is in them under the names of its columns. */
function rowsOf(page: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = page
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("| --"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.map((cells) =>
    Object.fromEntries(head.flatMap((name, index) => (cells[index] ? [[name, cells[index]]] : []))),
  );
}

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
  expect(rowsOf(page)).toEqual([
    { OpenClaw: "2026.9.6", warnings: "1 of 2", "last tried": "2026-11-29" },
    { OpenClaw: "2026.3.2", warnings: "1 of 1", "last tried": "2026-11-29" },
  ]);
});

test("what another run tried stays", () => {
  const first = updatePage("", [tried("2026.3.2", "warnings"), tried("2026.6.35", "chosen models")], "2026-11-28");
  const page = updatePage(first, [tried("2026.3.2", "killed midway")], "2026-11-29");
  expect(rowsOf(page)).toEqual([
    { OpenClaw: "2026.6.35", "chosen models": "1 of 1", "last tried": "2026-11-28" },
    { OpenClaw: "2026.3.2", warnings: "1 of 1", "killed midway": "1 of 1", "last tried": "2026-11-29" },
  ]);
  expect(updatePage(page, [], "2026-11-30")).toBe(page);
});
