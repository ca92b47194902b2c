import { defineConfig } from "vitest/config";
import { reportersOf } from "./test/reporters.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // On a busy machine a process or a socket may once be too late; what fails twice is wrong.
    retry: process.env["CI"] === undefined ? 0 : 1,
    exclude: ["test/gateways/**"],
    reporters: reportersOf("test", process.env["TEST_REPORTS"]),
    // Importing does nothing in this house, so files can share a process: it halves the work.
    isolate: false,
    // Most of them wait for sockets and processes, not for a processor.
    maxWorkers: 4,
    // Bounds for what never comes, on a machine that has much else to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
