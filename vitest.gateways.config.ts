import { defineConfig } from "vitest/config";
import { compatibility } from "./test/gateways/page/reporter.ts";
import { reportersOf } from "./test/reporters.ts";

/** Real OpenClaw releases, two at a time: each takes a processor core to start, and then mostly waits. */
export default defineConfig({
  test: {
    include: ["test/gateways/**/*.test.ts"],
    // On a busy machine a gateway may once be too late; what fails twice is wrong.
    retry: process.env["CI"] === undefined ? 0 : 1,
    reporters: [
      ...reportersOf("gateways", process.env["TEST_REPORTS"]),
      ...(process.env["COMPATIBILITY"] === "write" ? [compatibility] : []),
    ],
    setupFiles: "test/parts/english.ts",
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
