import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ownCacheFolder } from "../../../src/cli/cache-folder.ts";

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), "companion-home-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
}

test("compiled code is kept in a folder of our own, for nobody else", () => {
  const home = makeHome();
  const folder = ownCacheFolder({ HOME: home });
  expect(folder).toBe(join(home, ".cache", "openclaw-companion"));
  expect(statSync(folder ?? "").mode & 0o777).toBe(0o700);
});

test("nothing is kept where others may write, where a link stands, or where there is no home", () => {
  const home = makeHome();
  mkdirSync(join(home, ".cache", "openclaw-companion"), { recursive: true });
  chmodSync(join(home, ".cache"), 0o777);
  expect(ownCacheFolder({ HOME: home })).toBeNull();
  chmodSync(join(home, ".cache"), 0o700);
  chmodSync(join(home, ".cache", "openclaw-companion"), 0o720);
  expect(ownCacheFolder({ HOME: home })).toBeNull();
  const other = makeHome();
  mkdirSync(join(other, ".cache"));
  symlinkSync(join(home, ".cache"), join(other, ".cache", "openclaw-companion"));
  expect(ownCacheFolder({ HOME: other })).toBeNull();
  expect(ownCacheFolder({ HOME: "/dev/null" })).toBeNull();
  expect(ownCacheFolder({})).toBeNull();
  expect(ownCacheFolder({ HOME: "relative" })).toBeNull();
});
