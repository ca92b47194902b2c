import { defineConfig } from "vitest/config";
import { reportersOf } from "./test/reporters.ts";

/** Real OpenClaw releases: one at a time, because each takes a processor core to start. */
export default defineConfig({
  test: {
    include: ["test/gateways/**/*.test.ts"],
    reporters: reportersOf("gateways", process.env["TEST_REPORTS"]),
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
