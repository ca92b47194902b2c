import { writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { MINUTE, SECOND } from "../../core/time.ts";
import { isReachable } from "../../store/reach.ts";
import { silent } from "../../store/sqlite/unavailable.ts";

// The thread of the watchdog: it asks the main thread for a sign, and the folder when there is none.

const [folder = "", ...numbers] = process.argv.slice(2);
const [every = MINUTE, patience = MINUTE] = numbers.map(Number);

let answered = 0;
parentPort?.on("message", (sign: number) => (answered = sign));

for (let asked = 1; ; asked += 1) {
  parentPort?.postMessage(asked);
  await pause(patience);
  if (answered < asked && !(await isReachable(folder, patience))) {
    const { message } = silent(folder, patience / SECOND);
    writeSync(2, `${JSON.stringify({ level: 60, time: Date.now(), msg: message })}\n`);
    // No exit code can be given from here: the main thread would have to give it.
    process.kill(process.pid, "SIGKILL");
  }
  await pause(every);
}
