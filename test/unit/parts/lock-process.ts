import { setImmediate } from "node:timers/promises";
import { tryLock } from "../../../src/store/sqlite/file-lock.ts";

// Locks a file, refers to what it got no more, and has the garbage collected until it is asked to end.
const [path = ""] = process.argv.slice(2);
if (tryLock(path, 0) === null) throw new Error("somebody else has it");
for (let round = 0; round < 5; round += 1) {
  globalThis.gc?.();
  await setImmediate();
}
process.stdout.write(globalThis.gc === undefined ? "nothing is collected here\n" : "collected\n");
process.stdin.resume();
