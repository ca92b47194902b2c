import * as fc from "fast-check";
import { EDGES } from "./edges.ts";

// npm run fuzz -- [seconds]: random and damaged input for every edge, until the time is over. Ends with 1 on the first
// throw that is not an expected refusal, and prints what brings it about.

const seconds = Number(process.argv[2] ?? 60);
const each = Math.max(200, (seconds * 1_000) / EDGES.length);
let inputs = 0;
for (const { name, input, take } of EDGES) {
  const before = inputs;
  const result = fc.check(
    fc.property(input, (one) => {
      inputs += 1;
      take(one);
    }),
    { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: each, markInterruptAsFailure: false },
  );
  if (result.failed) {
    process.stderr.write(`${name}: ${fc.defaultReportMessage(result) ?? "failed"}\n`);
    process.exit(1);
  }
  process.stdout.write(`${name}: held against ${String(inputs - before)} inputs\n`);
}
process.stdout.write(`${String(inputs)} inputs, no throw\n`);
