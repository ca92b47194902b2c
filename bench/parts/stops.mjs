import { isMainThread } from "node:worker_threads";

// Loaded before the companion: the longest that its main thread worked without a break, in milliseconds of its own time.
if (isMainThread) {
  let longest = 0;
  let before = process.threadCpuUsage();
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.threadCpuUsage();
  }, 1).unref();
  process.on("SIGUSR2", () => {
    console.error(`longest ${Math.round(longest)}`);
    longest = 0;
  });
}
