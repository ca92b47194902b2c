import { createInterface } from "node:readline";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { NOW, turn, turns } from "./ledger-words.ts";

/**
 * A process of its own with a ledger in FOLDER: does what each line of its input says, and says so when it is done.
 * `node disk-process.ts FOLDER`.
 */
const [folder = ""] = process.argv.slice(2);
const { ledger, memory, close } = await openFile(folder, () => NOW);
const LONG = `agent:main:${"x".repeat(600)}`;
const many = Array.from({ length: 30_000 }, (_, index) => turn(`many-${index}`, { session: LONG }));
const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  read: () => memory.recall("name"),
  "write what is promised": () => memory.keep("name", "text"),
  "write what is told again": () => ledger.record("main", turns(turn("one"))),
  "write much": () => ledger.record("main", turns(...many)),
};

process.stdout.write("open\n");
for await (const line of createInterface({ input: process.stdin })) {
  await WORK[line]?.();
  process.stdout.write(`${line}\n`);
}
await close();
