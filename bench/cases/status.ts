import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { mainOf, settingsOf, startHost, type Entry } from "../parts/processes.ts";
import { middleOf, row, type Row } from "../parts/table.ts";

const ROUNDS = 5;

/** A one-shot `status --json`: built and from source, against a process that opens a WebSocket. */
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
  rmSync(folder, { recursive: true, force: true });
  return [
    row("one-shot status, built", bundle, "ms", "a Node process that opens a WebSocket", plain),
    row("one-shot status, from source", source, "ms", "built", bundle),
    row("one-shot status, built", bundle, "ms", "a WebSocket opened in a process that runs", socket),
  ];
}
