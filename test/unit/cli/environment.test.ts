import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadEnvironment } from "../../../src/cli/environment.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";
import { saying } from "../../parts/in-english.ts";

const { uid, gid } = userInfo();
const NOBODY = 65_534;

function makeFile(mode: number): string {
  const path = join(makeFolder(), ".env");
  writeFileSync(path, "LOG_LEVEL=warn\n");
  chmodSync(path, mode);
  return path;
}

it.skipIf(uid < 0)("a file of settings that everybody may write to is not read", () => {
  for (const mode of [0o602, 0o606, 0o666, 0o777]) {
    const { env, file } = loadEnvironment(makeFile(mode), {});
    expect(file).toMatchObject({ state: "unusable", why: saying(/can be written by everybody/) });
    expect(env).toEqual({});
  }
});

it.each([0o600, 0o640, 0o644, 0o660])("one at mode %o is, where nobody else may change it", (mode) => {
  const { env, file } = loadEnvironment(makeFile(mode), {});
  expect([file.state, env["LOG_LEVEL"]]).toEqual(["read", "warn"]);
});

it.skipIf(uid !== 0)("one that belongs to somebody else, or that their group may write to, is not read", () => {
  const owned = makeFile(0o600);
  chownSync(owned, NOBODY, gid);
  expect(loadEnvironment(owned, {}).file).toMatchObject({ why: saying(/belongs to another user/) });
  const shared = makeFile(0o660);
  chownSync(shared, uid, NOBODY);
  expect(loadEnvironment(shared, {}).file).toMatchObject({ why: saying(/by a whole group/) });
  const seen = makeFile(0o640);
  chownSync(seen, uid, NOBODY);
  expect(loadEnvironment(seen, {}).file).toMatchObject({ state: "read" });
});
