import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdInstance } from "../../../src/store/instance.ts";
import { makeFolder } from "../parts/link.ts";

const SCRIPT = join(import.meta.dirname, "../parts/instance-process.ts");
const TAKEN = /^another companion already runs on \S+: stop it first, or set COMPANION_DATA_DIR to another folder$/;

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

test("a service that was killed lets go of its folder", async () => {
  using folder = makeFolder();
  const child = spawn(process.execPath, ["--no-warnings", SCRIPT, folder.path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  await expect(holdInstance(folder.path)).rejects.toThrow(TAKEN);
  child.kill("SIGKILL");
  await once(child, "close");
  const release = await holdInstance(folder.path);
  await expect(release()).resolves.toBeUndefined();
});
