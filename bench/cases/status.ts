import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { WebSocket } from "ws";
import { mainOf, settingsOf, startHost, type Entry } from "../parts/processes.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

const ROUNDS = 5;
const PEAK = pathToFileURL(join(import.meta.dirname, "../parts/peak.mjs")).href;

/** A one-shot `status --json`: built and from source, against a process that opens a WebSocket, and the gateway's own CLI. */
export async function measureStatus(): Promise<readonly Row[]> {
  await using host = await startHost({ gateways: 1, broken: 1 });
  const folder = mkdtempSync(join(tmpdir(), "companion-bench-"));
  const env = {
    HOME: folder,
    PATH: process.env["PATH"],
    COMPANION_DATA_DIR: join(folder, "data"),
    ...settingsOf(host, null),
  };
  const run = (args: readonly string[]) =>
    middleOf(ROUNDS, async () => void spawnSync(args[0] ?? "", args.slice(1), { env }));
  const status = (entry: Entry) => run([process.execPath, mainOf(entry), "status", "--json"]);
  const [url = ""] = host.urls;
  const script = `const ws = new WebSocket(${JSON.stringify(url)}); ws.onmessage = () => process.exit(0);`;
  const plain = await run([process.execPath, "-e", script]);
  const source = await status("source");
  const bundle = await status("bundle");
  const socket = await middleOf(20, async () => {
    const opened = new WebSocket(url);
    await once(opened, "message");
    opened.terminate();
  });
  const own = await measureOwn(folder);
  rmSync(folder, { recursive: true, force: true });
  return [
    row("one-shot status, built", bundle, "ms", "a Node process that opens a WebSocket", plain),
    row("one-shot status, from source", source, "ms", "built", bundle),
    row("one-shot status, built", bundle, "ms", "a WebSocket opened in a process that runs", socket),
    ...own,
  ];
}

/**
 * The same against a real release's own `status --json`, time and memory, where OPENCLAW_CLI names it. Both ask the gateway
 * of OPENCLAW_GATEWAY_URL and OPENCLAW_GATEWAY_TOKEN; the release finds it by its own variables and configuration.
 */
async function measureOwn(folder: string): Promise<readonly Row[]> {
  const cli = process.env["OPENCLAW_CLI"];
  if (cli === undefined) return [];
  const env = { ...process.env, COMPANION_DATA_DIR: join(folder, "own") };
  const ours = [mainOf("bundle"), "status", "--json"];
  const theirs = [cli, "status", "--json"];
  const timeOf = (args: readonly string[]) =>
    middleOf(ROUNDS, async () => void spawnSync(process.execPath, args, { env }));
  /** The most memory that one process of a command takes, in MB. */
  const peakOf = (args: readonly string[]): number => {
    const file = join(folder, "peak");
    rmSync(file, { force: true });
    const NODE_OPTIONS = `${process.env["NODE_OPTIONS"] ?? ""} --import=${PEAK}`;
    spawnSync(process.execPath, args, { env: { ...env, NODE_OPTIONS, BENCH_PEAK: file } });
    return Math.max(...readFileSync(file, "utf8").split("\n").map(Number)) / 1_024;
  };
  const peer = "the release's own `status --json`";
  return [
    row("one-shot status of a real gateway, built", await timeOf(ours), "ms", peer, await timeOf(theirs)),
    row("memory of it at most", peakOf(ours), "MB", peer, peakOf(theirs)),
  ];
}
