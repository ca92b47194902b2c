import { setTimeout as pause } from "node:timers/promises";
import { holdInstance } from "../../../src/store/instance.ts";

/** A process of its own that holds a data folder until it is killed: `node instance-process.ts FOLDER`. */
await holdInstance(process.argv[2] ?? "");
process.stdout.write("held\n");
await pause(60_000);
