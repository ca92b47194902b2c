import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureDead, measureFleet, measureWarnings } from "./cases/fleet.ts";
import { measureHistory } from "./cases/history.ts";
import { measureIngest } from "./cases/ingest.ts";
import { measureRelease } from "./cases/release.ts";
import { measureReading } from "./cases/reading.ts";
import { measureStatus } from "./cases/status.ts";
import { writeTable, type Row } from "./parts/table.ts";

/**
 * Measures what the companion costs, each figure against a floor or a peer of the same run, because machines differ:
 *
 *     npm run bench                    # about nine minutes
 *     npm run bench -- --thousand      # a thousand gateways as well, for ten minutes more
 *     npm run bench -- --million       # ledgers of a million turns as well, for ten minutes more
 *     npm run bench -- --only reading  # one of: status reading ingest history warning dead fleet release
 *     npm run bench -- --release 2026.9.6   # a real gateway of that release as well, for twenty minutes more; Linux only
 */
const { values } = parseArgs({
  options: {
    thousand: { type: "boolean" },
    million: { type: "boolean" },
    only: { type: "string" },
    release: { type: "string" },
  },
});
const CASES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  status: measureStatus,
  reading: measureReading,
  ingest: measureIngest,
  history: () => measureHistory(values.million ? [50_000, 1_000_000] : [50_000]),
  warning: () => measureWarnings(values.thousand ? [1, 100, 1_000] : [1, 100]),
  dead: () => measureDead(values.thousand ? 1_000 : 100),
  fleet: () => measureFleet(values.thousand ? [1, 100, 1_000] : [1, 100]),
  release: () => (values.release === undefined ? Promise.resolve([]) : measureRelease(values.release)),
};

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? "?"}, Node ${process.versions.node}\n`,
);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(CASES)) {
  if (values.only !== undefined && values.only !== name) continue;
  console.error(`${name} …`);
  rows.push(...(await measure()));
}
console.log(writeTable(rows));
process.exit(0);
