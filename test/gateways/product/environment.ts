import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Where a gateway is reached: a rig, or a wire in front of one. */
export interface Reach {
  readonly url: string;
  readonly token: string;
}

/** The environment an operator would give the companion, and nothing else. */
export const companionEnvironment = ({ url, token }: Reach, dataDir: string): Readonly<Record<string, string>> => ({
  PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
  OPENCLAW_GATEWAY_URL: url,
  OPENCLAW_GATEWAY_TOKEN: token,
  COMPANION_DATA_DIR: dataDir,
});

export interface DataFolder extends Disposable {
  readonly path: string;
}

/** A fresh data folder, removed when disposed of. */
export function createDataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), "companion-data-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
