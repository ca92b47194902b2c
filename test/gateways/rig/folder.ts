import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { scratchCaches } from "./install.ts";
import type { StateFile } from "./scenario.ts";

/** Where everything of one rig lies. Paths are absolute. */
export interface Folder {
  readonly path: string;
  readonly home: string;
  readonly state: string;
  readonly configFile: string;
  readonly workspace: string;
  readonly temporary: string;
  readonly certificateFile: string;
  /** The gateway's own log (JSON lines) and what its processes print. */
  readonly logFile: string;
  readonly outputFile: string;
  readonly journalFile: string;
  readonly turnsFile: string;
  readonly refusedLog: string;
}

/** Makes a fresh folder below the system's temporary one. `OPENCLAW_RIG_KEEP=1` keeps it for inspection. */
export function createFolder(version: string): Folder {
  const path = mkdtempSync(join(tmpdir(), `openclaw-rig-${version}-`));
  const home = join(path, "home");
  const state = join(home, ".openclaw");
  const folder: Folder = {
    path,
    home,
    state,
    configFile: join(state, "openclaw.json"),
    workspace: join(home, "workspace"),
    temporary: join(path, "tmp"),
    certificateFile: join(path, "certificate.pem"),
    logFile: join(path, "gateway.log"),
    outputFile: join(path, "gateway.out"),
    journalFile: join(path, "upstream.jsonl"),
    turnsFile: join(path, "turns.jsonl"),
    refusedLog: join(path, "refused.log"),
  };
  for (const made of [state, folder.workspace, folder.temporary]) mkdirSync(made, { recursive: true, mode: 0o700 });
  shareCompiledCode(folder, version);
  return folder;
}

/** Plugins compiled on the way are the slow part of an old release's start: rigs of one release share them. */
function shareCompiledCode(folder: Folder, version: string): void {
  for (const { name, path } of scratchCaches(version)) {
    mkdirSync(path, { recursive: true });
    symlinkSync(path, join(folder.temporary, name), "junction");
  }
}

export function writeStateFile(folder: Folder, { path, text }: StateFile): void {
  const file = join(folder.state, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}

export function removeFolder(folder: Folder): void {
  if (process.env["OPENCLAW_RIG_KEEP"] === "1") return;
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
}
