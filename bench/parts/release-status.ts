import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rig } from "../../test/gateways/rig/rig.ts";
import { mainOf } from "./processes.ts";
import { middleOf, row, type Row } from "./table.ts";

const ROUNDS = 5;
const PEAK = pathToFileURL(join(import.meta.dirname, "peak.mjs")).href;

const run = ({ file, env }: Rig["cli"], more: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [file, "status", "--json"], { env: { ...env, ...more } });

/** Time and memory of a one-shot `status --json`, ours as it is built, and the release's own, of the same gateway. */
export async function measureStatus(rig: Rig): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
  const { PATH } = process.env;
  const reach = { OPENCLAW_GATEWAY_URL: rig.url, OPENCLAW_GATEWAY_TOKEN: rig.token };
  const ours = {
    file: mainOf("bundle"),
    env: { PATH, HOME: folder, COMPANION_DATA_DIR: join(folder, "data"), ...reach },
  };
  const timeOf = (cli: Rig["cli"]) => middleOf(ROUNDS, async () => void run(cli));
  /** The most memory that one process of it takes, in MB. */
  const peakOf = (cli: Rig["cli"]): number => {
    const BENCH_PEAK = join(folder, "peak");
    rmSync(BENCH_PEAK, { force: true });
    run(cli, { BENCH_PEAK, NODE_OPTIONS: `${cli.env["NODE_OPTIONS"] ?? ""} --import=${PEAK}` });
    return Math.max(...readFileSync(BENCH_PEAK, "utf8").split("\n").map(Number)) / 1_024;
  };
  run(ours);
  const peer = `${rig.version}'s own`;
  const rows = [
    row("one-shot status --json of a real gateway, built", await timeOf(ours), "ms", peer, await timeOf(rig.cli)),
    row("memory of it at most", peakOf(ours), "MB", peer, peakOf(rig.cli)),
  ];
  rmSync(folder, { recursive: true, force: true });
  return rows;
}
