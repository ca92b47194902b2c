import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { openFile } from "../../src/store/sqlite/open.ts";
import { NOW, turn, turns } from "../unit/parts/ledger-words.ts";
import { makeFolder } from "../unit/parts/link.ts";

const SCRIPT = join(import.meta.dirname, "../unit/parts/ledger-process.ts");

interface Running {
  readonly lines: readonly string[];
  /** Resolves when the process has said this, or has ended. */
  says(word: string): Promise<void>;
  kill(): void;
  readonly ended: Promise<unknown>;
}

/** Starts a process that writes to the ledger in a folder. `blocks` bounds what it may write to a file, in KiB. */
function start(folder: string, name: string, count: number, blocks?: number): Running {
  const command = [process.execPath, "--no-warnings", SCRIPT, folder, name, String(count)];
  const limited = ["/bin/bash", "-c", `ulimit -f ${blocks}; exec "$@"`, "bash", ...command];
  const [file = "", ...args] = blocks === undefined ? command : limited;
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  const ended = once(child, "close");
  return {
    lines,
    ended,
    kill: () => void child.kill("SIGKILL"),
    async says(word) {
      while (!lines.some((line) => line.startsWith(word)) && child.exitCode === null)
        await Promise.race([once(reader, "line"), ended]);
    },
  };
}

const keptBy = ({ lines }: Running): number => lines.filter((line) => line.startsWith("kept")).length;

async function countAnswers(folder: string): Promise<number> {
  const store = await openFile(folder, () => NOW);
  const { answers } = await store.ledger.counts("main", NOW);
  await store.close();
  return answers["1h"];
}

test("what a process was promised to be kept is there after it was killed in the middle of its work", async () => {
  using folder = makeFolder();
  const writer = start(folder.path, "w", 100_000);
  await writer.says("kept 20");
  writer.kill();
  await writer.ended;
  const kept = keptBy(writer);
  expect(kept).toBeGreaterThan(20);
  const there = await countAnswers(folder.path);
  // The last one may have been written without word of it having come through.
  expect([kept, kept + 1]).toContain(there);
});

test("a ledger that a crash left behind goes on where it was", async () => {
  using folder = makeFolder();
  for (const name of ["a", "b", "c"]) {
    const writer = start(folder.path, name, 100_000);
    await writer.says("kept 5");
    writer.kill();
    await writer.ended;
  }
  const before = await countAnswers(folder.path);
  expect(before).toBeGreaterThanOrEqual(18);
  const again = start(folder.path, "a", 3);
  await again.ended;
  expect(again.lines.at(-1)).toBe("closed");
  expect(await countAnswers(folder.path)).toBe(before);
});

test("processes that begin at the same moment in an empty folder all get their ledger", async () => {
  using folder = makeFolder();
  const all = ["a", "b", "c", "d", "e", "f"].map((name) => start(folder.path, name, 5));
  await Promise.all(all.map(({ ended }) => ended));
  expect(all.map(({ lines }) => lines.at(-1))).toEqual(all.map(() => "closed"));
  expect(await countAnswers(folder.path)).toBe(30);
});

test("one reads while another writes, and sees what was kept", async () => {
  using folder = makeFolder();
  const writer = start(folder.path, "w", 300);
  await writer.says("open");
  const store = await openFile(folder.path, () => NOW);
  const seen: number[] = [];
  while (!writer.lines.includes("closed")) {
    const promised = keptBy(writer);
    const { answers } = await store.ledger.counts("main", NOW);
    expect(answers["1h"]).toBeGreaterThanOrEqual(promised);
    seen.push(answers["1h"]);
    await store.ledger.record("main", turns(turn(`reader-${seen.length}`, { answeredBy: null })));
    await new Promise(setImmediate);
  }
  await store.close();
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await countAnswers(folder.path)).toBe(300);
});

const SENTENCE =
  /^the ledger \S+companion\.sqlite (?:cannot be opened|is damaged|cannot be written because there is no space left|can be read but not written|belongs to user \d+)\b.*: .+$/;

test.each<[what: string, prepare: (folder: string) => string]>([
  ["is not there", (folder) => join(folder, "nowhere")],
  [
    "is a file",
    (folder) => {
      writeFileSync(join(folder, "file"), "");
      return join(folder, "file");
    },
  ],
  [
    "holds a folder where the ledger should be",
    (folder) => {
      mkdirSync(join(folder, "companion.sqlite"));
      return folder;
    },
  ],
  [
    "holds something else under the ledger's name",
    (folder) => {
      writeFileSync(
        join(folder, "companion.sqlite"),
        "this is no database, but it is long enough to look like one".repeat(100),
      );
      return folder;
    },
  ],
])("a data folder that %s is said so in one sentence", async (_what, prepare) => {
  using folder = makeFolder();
  await expect(openFile(prepare(folder.path), () => NOW)).rejects.toThrow(SENTENCE);
});

// The superuser may write everywhere, whatever a folder says.
test.skipIf(process.getuid?.() === 0)("a data folder that may not be written is said so in one sentence", async () => {
  using folder = makeFolder();
  chmodSync(folder.path, 0o500);
  await expect(openFile(folder.path, () => NOW)).rejects.toThrow(SENTENCE);
  chmodSync(folder.path, 0o700);
});

test("a disk that is full from the start is said so in one sentence", async () => {
  using folder = makeFolder();
  const writer = start(folder.path, "w", 1, 1);
  await writer.ended;
  expect(writer.lines).toHaveLength(1);
  expect(writer.lines[0]).toMatch(new RegExp(SENTENCE.source.replace("^", "^failed ")));
});

test("a disk that fills up later is said so, and what was kept before stays", async () => {
  using folder = makeFolder();
  const writer = start(folder.path, "w", 100_000, 512);
  await writer.ended;
  expect(writer.lines.at(-1)).toMatch(/^failed .*(?:full|disk|I\/O)/i);
  expect(await countAnswers(folder.path)).toBe(keptBy(writer));
});
