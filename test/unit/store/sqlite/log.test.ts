import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { canSlowDown, makeSlowDisk } from "../../../parts/slow-disk.ts";
import { makeFolder } from "../../parts/link.ts";

const SCRIPT = join(import.meta.dirname, "../../parts/disk-process.ts");

/** A process with a ledger on a disk that is slow. */
async function start() {
  const folder = makeFolder();
  const disk = makeSlowDisk(folder.path, 20);
  const args = ["--no-warnings", SCRIPT, folder.path];
  const child = spawn(process.execPath, args, { env: disk.env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.stdin.end();
    await ended;
    folder[Symbol.dispose]();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("open");
  return {
    path: join(folder.path, "companion.sqlite"),
    /** Has it do something; how often its threads waited for the disk meanwhile. */
    async waitsOf(work: string) {
      const before = disk.waits();
      child.stdin.write(`${work}\n`);
      expect((await lines.next()).value).toBe(work);
      const { main, others } = disk.waits();
      return { main: main - before.main, others: others - before.others };
    },
  };
}

describe.skipIf(!canSlowDown)("a disk that is waited for", () => {
  it("is so where something was promised, and nowhere else; never on the main thread", async () => {
    const { waitsOf } = await start();
    expect(await waitsOf("write what is promised")).toEqual({ main: 0, others: 1 });
    expect(await waitsOf("write what is told again")).toEqual({ main: 0, others: 0 });
    expect(await waitsOf("read")).toEqual({ main: 0, others: 0 });
  });

  it("is waited for by a thread of its own when the log has grown long, and by nobody who writes after that", async () => {
    const { path, waitsOf } = await start();
    const long = await waitsOf("write much");
    expect(long.main).toBe(0);
    expect(long.others).toBeGreaterThanOrEqual(2);
    expect(statSync(`${path}-wal`).size).toBeLessThan(100_000);
    expect(await waitsOf("write what is promised")).toEqual({ main: 0, others: 1 });
    using database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare("select count(*) as count from turns").get()).toMatchObject({ count: 30_000 });
  });

  it("is not waited for again and again while somebody who reads keeps the log from being emptied", async () => {
    const { path, waitsOf } = await start();
    using reader = new DatabaseSync(path, { readOnly: true });
    reader.exec("begin");
    reader.prepare("select count(*) from turns").get();
    await waitsOf("write much");
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(16_000_000);
    expect(await waitsOf("write what is told again")).toEqual({ main: 0, others: 0 });
  });
});
