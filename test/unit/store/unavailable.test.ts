import { expect, test } from "vitest";
import { toUnavailable } from "../../../src/store/sqlite/unavailable.ts";

const sqlite = (errcode: number, message = "sqlite says so") => Object.assign(new Error(message), { errcode });
const system = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });
const name = (error: unknown, uid = 1_000, owner: number | null = 1_000) =>
  toUnavailable(error, "/data/companion.sqlite", "ledger", uid, () => owner);

test.each<[what: string, error: Error, trouble: string, words: RegExp]>([
  ["SQLITE_BUSY", sqlite(5), "locked", /is locked by another process .*end it/],
  ["SQLITE_BUSY_SNAPSHOT", sqlite(517), "locked", /is locked/],
  ["a share without locks", sqlite(3_850), "locked", /network share/],
  ["SQLITE_READONLY", sqlite(8), "read-only", /can be read but not written .*make its folder writable/],
  ["SQLITE_READONLY_DBMOVED", sqlite(1_032), "read-only", /can be read but not written/],
  ["SQLITE_CORRUPT", sqlite(11), "damaged", /is damaged .*moves it aside/],
  ["SQLITE_NOTADB", sqlite(26), "damaged", /is damaged/],
  ["a short read", sqlite(522), "damaged", /is damaged/],
  ["SQLITE_FULL", sqlite(13), "full", /no space left .*make room/],
  ["SQLITE_CANTOPEN", sqlite(14), "unusable", /cannot be opened/],
  ["a full disk", system("ENOSPC"), "full", /no space left/],
  ["a spent quota", system("EDQUOT"), "full", /no space left/],
  ["a mount that may be read only", system("EROFS"), "read-only", /can be read but not written/],
  ["too many files", system("EMFILE"), "limit", /ulimit -n/],
  ["no right", system("EACCES"), "unusable", /cannot be opened \(EACCES/],
])("%s is a trouble of its own, with its own way out", (_what, error, trouble, words) => {
  const named = name(error);
  expect(named.trouble).toBe(trouble);
  expect(named.message).toMatch(/^the ledger \/data\/companion\.sqlite /);
  expect(named.message).toMatch(words);
  expect(named.message.split("\n")).toHaveLength(1);
});

test.each([sqlite(14), sqlite(8), system("EACCES")])("what belongs to somebody else is theirs: %s", (error) => {
  expect(name(error, 1_000, 33)).toMatchObject({
    trouble: "foreign",
    passing: false,
    message: expect.stringMatching(/belongs to user 33, and this is user 1000: run it as that user/),
  });
});

test("nothing is foreign to root, and a disk that is full is full whoever owns it", () => {
  expect(name(sqlite(14), 0, 33).trouble).toBe("unusable");
  expect(name(system("ENOSPC"), 1_000, 33).trouble).toBe("full");
});

test.each(["EEXIST", "ENOTDIR"])("of a file where the folder should be (%s) it is said that it is one", (code) => {
  const named = toUnavailable(system(code), "/data", "folder", 1_000, () => 1_000);
  expect(named.trouble).toBe("unusable");
  expect(named.message).toMatch(/^the data folder \/data is a file, or lies below one: move that file away/);
});
