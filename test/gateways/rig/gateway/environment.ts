import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Folder } from "../folder.ts";
import { compileCache } from "../install.ts";
import { PROVIDER_HOSTS } from "../upstream/upstream.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "preload.mjs")).href;

/** Turned off because a rig has no use for it and it would cost time, ports or calls. */
const QUIET = {
  OPENCLAW_SKIP_CHANNELS: "1",
  OPENCLAW_SKIP_BROWSER_CONTROL_SERVER: "1",
  OPENCLAW_SKIP_CANVAS_HOST: "1",
  OPENCLAW_DISABLE_BONJOUR: "1",
  OPENCLAW_DISABLE_TELEMETRY: "1",
  DO_NOT_TRACK: "1",
  NO_COLOR: "1",
  // Some releases install parts of their plugins at every start; told that there is no network they go on at once.
  npm_config_offline: "true",
} as const;

export interface Surroundings {
  readonly version: string;
  readonly folder: Folder;
  readonly upstreamPort: number;
  readonly leashPort: number;
  /** Cron jobs and heartbeats run. */
  readonly jobs: boolean;
}

/** The whole environment of a gateway; nothing of the tests' own gets in. */
export function gatewayEnvironment({
  version,
  folder,
  upstreamPort,
  leashPort,
  jobs,
}: Surroundings): NodeJS.ProcessEnv {
  return {
    ...QUIET,
    ...(jobs ? {} : { OPENCLAW_SKIP_CRON: "1" }),
    PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    HOME: folder.home,
    TMPDIR: folder.temporary,
    LANG: "C.UTF-8",
    OPENCLAW_HOME: folder.home,
    OPENCLAW_STATE_DIR: folder.state,
    OPENCLAW_CONFIG_PATH: folder.configFile,
    // A restart stays inside the process the rig knows.
    OPENCLAW_NO_RESPAWN: "1",
    NODE_COMPILE_CACHE: compileCache(version),
    NODE_EXTRA_CA_CERTS: folder.certificateFile,
    NODE_OPTIONS: `--import=${PRELOAD}`,
    RIG_UPSTREAM_PORT: String(upstreamPort),
    RIG_LEASH_PORT: String(leashPort),
    RIG_PROVIDER_HOSTS: PROVIDER_HOSTS.join(","),
    RIG_REFUSED_LOG: folder.refusedLog,
  };
}
