import { appendFileSync, readFileSync } from "node:fs";

// Loaded into a process that is measured: writes down the most memory it ever took, in kB, when it ends. Linux tells it.
process.on("exit", () => {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  appendFileSync(process.env.BENCH_PEAK, `${peak}\n`);
});
