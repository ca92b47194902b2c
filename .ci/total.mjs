// Adds up what test runs reported as JSON into a folder, one file a run: names what failed and what passed only when it
// was tried again, and prints the sum in the last line. Fails when nothing was reported or something failed. Plain
// JavaScript: it also runs on a Node that cannot read types.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const folder = process.argv[2];
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const sum = (count) => reports.reduce((total, report) => total + count(report), 0);
// A file that cannot even be loaded has no tests to count; it counts as one that failed.
const unloaded = ({ testResults }) =>
  testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length;

const tests = reports.flatMap(({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ name: relative(process.cwd(), name), status, messages: [message ?? ""] }]
      : assertionResults.map(({ fullName, status, failureMessages }) => ({
          name: `${relative(process.cwd(), name)} > ${fullName}`,
          status,
          messages: failureMessages,
        })),
  ),
);
// A test that passed and has failures was tried again.
const retried = tests.filter(({ status, messages }) => status === "passed" && messages.length > 0 && messages[0] !== "");
const list = (what, some) => {
  for (const { name, messages } of some) console.log(`${what}: ${name}\n  ${messages[0].split("\n")[0].slice(0, 300)}`);
};
list("retried", retried);
list("failed", tests.filter(({ status }) => status === "failed"));

const passed = sum(({ numPassedTests }) => numPassedTests);
const failed = sum((report) => report.numFailedTests + unloaded(report));
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
console.log(`${retried.length} retried`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || reports.length === 0 ? 1 : 0;
