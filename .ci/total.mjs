// Adds up what test runs reported as JSON into a folder, one file a run, and prints the sum in one line. Fails when
// nothing was reported or something failed. Plain JavaScript: it also runs on a Node that cannot read types.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const sum = (count) => reports.reduce((total, report) => total + count(report), 0);
// A file that cannot even be loaded has no tests to count; it counts as one that failed.
const unloaded = ({ testResults }) =>
  testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length;

const passed = sum(({ numPassedTests }) => numPassedTests);
const failed = sum((report) => report.numFailedTests + unloaded(report));
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || reports.length === 0 ? 1 : 0;
