import { describe, expect, test } from "vitest";
import type { Log } from "../../../../src/core/log.ts";
import { toChoices } from "../../../../src/platforms/discord/in/choices.ts";
import { createQuietLog } from "../../../../src/platforms/discord/wire/quiet-log.ts";
import { createSeen } from "../../../../src/platforms/shared/seen.ts";
import { readApiRoot, readToken } from "../../../../src/platforms/discord/settings.ts";

test.each([
  ["fake.discord-token", "fake.discord-token"],
  ["  fake-token\n", "fake-token"],
  ["Bot fake-token", "fake-token"],
  ["", undefined],
  ["fake token", undefined],
  ["fake\u00e9", undefined],
])("the token %j is read as %j", (token, read) => {
  expect(readToken(token)).toBe(read);
});

test.each([
  [undefined, "https://discord.com/api"],
  ["", "https://discord.com/api"],
  ["http://127.0.0.1:9/api", "http://127.0.0.1:9/api"],
  ["http://127.0.0.1:9/api/", "http://127.0.0.1:9/api"],
  ["http://127.0.0.1:9/api/v10/", "http://127.0.0.1:9/api"],
])("the API root %j is read as %j", (url, read) => {
  expect(readApiRoot(url)).toBe(read);
});

test("an id is new once, until so many came after it", () => {
  const seen = createSeen(2);
  expect(["a", "a", "b", "b", "c", "a"].map((id) => seen.isNew(id))).toEqual([true, false, true, false, true, true]);
});

describe("a quiet log", () => {
  test("says the same at most once a minute, and how often it was silent", () => {
    const said: object[] = [];
    let now = 0;
    const log: Log = { debug() {}, info() {}, warn: (fields) => void said.push(fields), error() {} };
    const quiet = createQuietLog(log, () => now);
    for (now = 0; now < 150_000; now += 500) quiet.warn({}, "away");
    expect(said).toEqual([{}, { unsaid: 119 }, { unsaid: 119 }]);
    quiet.reset();
    quiet.warn({}, "away");
    expect(said).toHaveLength(4);
  });
});

test.each([
  [[], "x", []],
  [["a", "a", "b"], "", ["a", "b"]],
  [["main", "domain", "x"], "MAIN", ["main", "domain"]],
  [["y".repeat(100), "y".repeat(101), " "], "", ["y".repeat(100)]],
])("of %j, typing %j proposes %j", (values, typed, expected) => {
  expect(toChoices(values, typed).map(({ value }) => value)).toEqual(expected);
});
