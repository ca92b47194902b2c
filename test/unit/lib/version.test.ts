import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, isAtLeast, readVersion } from "../../../src/lib/version.ts";

/** Oldest first. `-n` is a later patch of the same day's release, a word is a preview of it. */
const INORDER = [
  "2025.12.31",
  "2026.1.29",
  "2026.3.2",
  "2026.3.11",
  "2026.3.23-alpha.1",
  "2026.3.23-beta.1",
  "2026.3.23-beta.2",
  "2026.3.23-beta.10",
  "2026.3.23-rc.1",
  "2026.3.23",
  "2026.3.23-1",
  "2026.3.23-2",
  "2026.3.23-10",
  "2026.3.24",
  "2026.10.1",
  "2027.1.1",
];

const parse = (text: string) => {
  const version = readVersion(text);
  if (version === null) throw new Error(`${text} is no version`);
  return version;
};

test("versions shuffled and sorted are in the order they came out", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(INORDER), (some) => {
      const sorted = some.toSorted((a, b) => compareVersions(parse(a), parse(b)));
      expect(sorted).toEqual(INORDER.filter((version) => some.includes(version)));
    }),
  );
});

test.each(INORDER)("%s is as new as itself, also with a v", (version) => {
  expect(compareVersions(parse(version), parse(`v${version}`))).toBe(0);
  expect(isAtLeast(version, version)).toBe(true);
});

test.each([
  ["2026.3.23-2", "2026.3.23", true],
  ["2026.3.23", "2026.3.23-2", false],
  ["2026.3.23", "2026.3.23-beta.1", true],
  ["2026.3.23-beta.1", "2026.3.23", false],
  ["2026.10.1", "2026.9.6", true],
  ["dev", "2026.3.2", false],
  ["2026.3.2", "dev", false],
])("whether %s is at least %s: %s", (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});

test.each(["", "dev", "unknown", "1.2.3", "2026.3", "2026.3.2.1", "2026.3.x", "2026.3.2-", "20260.3.2", "latest"])(
  "%j is no calendar version",
  (text) => {
    expect(readVersion(text)).toBeNull();
  },
);
