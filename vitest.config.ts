import { defineConfig } from "vitest/config";
import { reportersOf } from "./test/reporters.ts";

/** What every store must be able to do: it is run on a file, and once more on a real PostgreSQL server. */
const ON_EVERY_STORE = [
  "test/contracts/ledger.test.ts",
  "test/contracts/ledger-answering.test.ts",
  "test/contracts/ledger-marks.test.ts",
  "test/contracts/ledger-changes.test.ts",
  "test/contracts/ledger-sums.test.ts",
  "test/contracts/ledger-writes.test.ts",
  "test/contracts/standings.test.ts",
  "test/unit/evidence/identity.test.ts",
  "test/unit/store/history-queries.test.ts",
  "test/unit/store/platform-memory.test.ts",
  "test/unit/store/repairs.test.ts",
  "test/unit/answer/enrolment.test.ts",
  "test/unit/notify/*.test.ts",
  "test/unit/incidents/*.test.ts",
];

export default defineConfig({
  test: {
    // On a busy machine a process or a socket may once be too late; what fails twice is wrong.
    retry: process.env["CI"] === undefined ? 0 : 1,
    reporters: reportersOf("test", process.env["TEST_REPORTS"]),
    // Importing does nothing in this house, so files can share a process: it halves the work.
    isolate: false,
    // Most of them wait for sockets and processes, not for a processor.
    maxWorkers: 4,
    // Bounds for what never comes, on a machine that has much else to do.
    setupFiles: "test/parts/english.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: "all", include: ["test/**/*.test.ts"], exclude: ["test/gateways/**", "test/postgresql/**"] },
      },
      {
        extends: true,
        test: {
          name: "PostgreSQL",
          include: ["test/postgresql/**/*.test.ts", ...ON_EVERY_STORE],
          globalSetup: "test/postgresql/setup.ts",
          setupFiles: ["test/parts/english.ts", "test/postgresql/skip.ts"],
        },
      },
    ],
  },
});
