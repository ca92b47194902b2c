import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startWatchdog } from "../../../src/cli/run/watchdog.ts";

// A process whose main thread stands still for ever while its folder does not answer: `node stuck.ts FOLDER`.
const [folder = ""] = process.argv.slice(2);
startWatchdog(folder, { every: 50, patience: 300 });
setTimeout(() => {
  spawnSync("mkfifo", [join(folder, "device.json")]);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}, 1_000);
