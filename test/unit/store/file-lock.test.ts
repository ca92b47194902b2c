import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { tryLock } from "../../../src/store/sqlite/file-lock.ts";
import { makeFolder } from "../parts/link.ts";

const SCRIPT = join(import.meta.dirname, "../parts/lock-process.ts");

test("a lock that nobody refers to outlives the garbage collector", async () => {
  using folder = makeFolder();
  const path = join(folder.path, "some.lock");
  const child = spawn(process.execPath, ["--no-warnings", "--expose-gc", SCRIPT, path], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  expect(String((await once(child.stdout, "data"))[0])).toBe("collected\n");
  expect(tryLock(path, 0)).toBeNull();
  child.stdin.end();
  await once(child, "close");
  const lock = tryLock(path, 0);
  expect(lock).not.toBeNull();
  lock?.letGo();
});

test("who lets go twice lets go once, and takes it from nobody", () => {
  using folder = makeFolder();
  const path = join(folder.path, "some.lock");
  const first = tryLock(path, 0);
  first?.letGo();
  const second = tryLock(path, 0);
  first?.letGo();
  expect(tryLock(path, 0)).toBeNull();
  second?.letGo();
});

test("the repairs of a gateway are held by one at a time", async () => {
  using folder = makeFolder();
  const store = await openFile(folder.path, () => 0);
  const release = await store.repairs.hold("main");
  expect(await store.repairs.hold("main")).toBeNull();
  expect(await store.repairs.hold("other")).not.toBeNull();
  await release?.();
  expect(await store.repairs.hold("main")).not.toBeNull();
  await store.close();
});
