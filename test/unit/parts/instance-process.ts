import { setTimeout as pause } from "node:timers/promises";
import { holdInstance } from "../../../src/store/sqlite/instance.ts";

/** A process of its own that holds a data folder until it is killed, or says why not: `node instance-process.ts FOLDER`. */
try {
  await holdInstance(process.argv[2] ?? "");
  process.stdout.write("held\n");
  await pause(60_000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : "unknown"}\n`);
}
