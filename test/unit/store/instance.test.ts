import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdInstance, isInstanceHeld } from "../../../src/store/sqlite/instance.ts";
import { makeFolder } from "../parts/link.ts";

const SCRIPT = join(import.meta.dirname, "../parts/instance-process.ts");
const TAKEN = /^another companion already runs on \S+: stop it first, or set COMPANION_DATA_DIR to another folder$/;

const start = (folder: string) =>
  spawn(process.execPath, ["--no-warnings", SCRIPT, folder], { stdio: ["ignore", "pipe", "inherit"] });

test("a data folder is held by one service at a time", async () => {
  using folder = makeFolder();
  const release = await holdInstance(folder.path);
  await expect(holdInstance(folder.path)).rejects.toThrow(TAKEN);
  await release();
  const again = await holdInstance(folder.path);
  await again();
});

test("the same folder by another name is the same folder", async () => {
  using folder = makeFolder();
  using other = makeFolder();
  symlinkSync(folder.path, join(other.path, "link"));
  const release = await holdInstance(folder.path);
  await expect(holdInstance(join(other.path, "link"))).rejects.toThrow(TAKEN);
  await release();
});

test("two folders are held side by side", async () => {
  using one = makeFolder();
  using other = makeFolder();
  const releases = await Promise.all([holdInstance(one.path), holdInstance(other.path)]);
  await expect(Promise.all(releases.map((release) => release()))).resolves.toHaveLength(2);
});

test("of services that begin in the same moment, one gets the folder", async () => {
  using folder = makeFolder();
  const children = Array.from({ length: 5 }, () => start(folder.path));
  const first = await Promise.all(children.map(({ stdout }) => once(stdout, "data").then(String)));
  for (const child of children) child.kill("SIGKILL");
  expect(first.filter((line) => line === "held\n")).toHaveLength(1);
  expect(first.filter((line) => TAKEN.test(line.trim()))).toHaveLength(4);
});

test("whoever only asks whether a folder is held neither holds it nor takes it away", async () => {
  using folder = makeFolder();
  expect(await isInstanceHeld(folder.path)).toBe(false);
  const release = await holdInstance(folder.path);
  expect(await isInstanceHeld(folder.path)).toBe(true);
  await expect(holdInstance(folder.path)).rejects.toThrow(TAKEN);
  await release();
  expect(await isInstanceHeld(folder.path)).toBe(false);
});

test("a service that was killed lets go of its folder", async () => {
  using folder = makeFolder();
  const child = start(folder.path);
  await once(child.stdout, "data");
  await expect(holdInstance(folder.path)).rejects.toThrow(TAKEN);
  child.kill("SIGKILL");
  await once(child, "close");
  const release = await holdInstance(folder.path);
  await expect(release()).resolves.toBeUndefined();
});
