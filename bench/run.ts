import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureDead, measureFleet, measureWarnings } from "./cases/fleet.ts";
import { measureHistory } from "./cases/history.ts";
import { measureIngest } from "./cases/ingest.ts";
import { measureReading } from "./cases/reading.ts";
import { measureStatus } from "./cases/status.ts";
import { writeTable, type Row } from "./parts/table.ts";

/**
 * Measures what the companion costs, each figure against a floor or a peer of the same run, because machines differ:
 *
 *     npm run bench                    # about nine minutes
 *     npm run bench -- --thousand      # a thousand gateways as well, for ten minutes more
 *     npm run bench -- --million       # ledgers of a million turns as well, for ten minutes more
 *     npm run bench -- --only reading  # one of: status reading ingest history warning dead fleet
 *
 * OPENCLAW_CLI=/path/to/openclaw.mjs also measures that release's own `status --json`, with its own configuration, against
 * ours on the same gateway, which OPENCLAW_GATEWAY_URL and OPENCLAW_GATEWAY_TOKEN name.
 */
const { values } = parseArgs({
  options: { thousand: { type: "boolean" }, million: { type: "boolean" }, only: { type: "string" } },
});
const CASES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  status: measureStatus,
  reading: measureReading,
  ingest: measureIngest,
  history: () => measureHistory(values.million ? [50_000, 1_000_000] : [50_000]),
  warning: () => measureWarnings(values.thousand ? [1, 100, 1_000] : [1, 100]),
  dead: () => measureDead(values.thousand ? 1_000 : 100),
  fleet: () => measureFleet(values.thousand ? [1, 100, 1_000] : [1, 100]),
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
