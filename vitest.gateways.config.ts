import { defineConfig } from "vitest/config";

/** Real OpenClaw releases: one at a time, because each takes a processor core to start. */
export default defineConfig({
  test: {
    include: ["test/gateways/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
