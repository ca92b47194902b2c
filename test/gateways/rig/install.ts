import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { at } from "./json.ts";
import { withLock } from "./lock.ts";

export interface Installed {
  readonly version: string;
  /** Folder of the package itself. */
  readonly root: string;
}

const cacheFolder = (): string => process.env["OPENCLAW_RIG_CACHE"] || join(tmpdir(), "openclaw-rig");

/** Where Node keeps compiled code of a release between starts. */
export const compileCache = (version: string): string => join(cacheFolder(), "compile", version);

/** Folders a release fills below its temporary folder and can find filled the next time. */
export const scratchCaches = (version: string): readonly { readonly name: string; readonly path: string }[] =>
  ["jiti", "node-compile-cache"].map((name) => ({ name, path: join(cacheFolder(), "tmp", version, name) }));

/**
 * Old releases depend on two packages a plain registry no longer serves, one by a git address and one withdrawn. Both
 * have equivalents there, and a rig uses neither.
 */
const OVERRIDES = { libsignal: "npm:libsignal@2.0.1", cssomnom: "npm:cssom@0.5.0" };

/**
 * Makes sure a release lies in the cache (`OPENCLAW_RIG_CACHE`), installing it through npm on first use: minutes, and
 * about one gigabyte. Any number of processes may ask for the same release at once. Throws when npm fails.
 */
export async function installRelease(version: string, signal?: AbortSignal): Promise<Installed> {
  const releases = join(cacheFolder(), "openclaw");
  const target = join(releases, version);
  const installed: Installed = { version, root: join(target, "node_modules", "openclaw") };
  if (isComplete(target)) return installed;
  await mkdir(releases, { recursive: true });
  await withLock(
    join(releases, `${version}.lock`),
    async () => {
      if (isComplete(target)) return;
      process.stderr.write(`rig: installing openclaw@${version} into ${target} (first use)\n`);
      await installInto(target, version, signal);
    },
    signal,
  );
  return installed;
}

const isComplete = (folder: string): boolean => existsSync(join(folder, ".complete"));

/** Appears under its final name in one step, so that a reader never sees half a release. */
async function installInto(target: string, version: string, signal?: AbortSignal): Promise<void> {
  const staging = await mkdtemp(`${target}.installing-`);
  try {
    const manifest = { name: "rig-openclaw", private: true, dependencies: { openclaw: version }, overrides: OVERRIDES };
    await writeFile(join(staging, "package.json"), JSON.stringify(manifest, null, 2));
    await runNpm(staging, signal);
    await confirmVersion(staging, version);
    await writeFile(join(staging, ".complete"), `${new Date().toISOString()}\n`);
    if (isComplete(target)) return;
    await rm(target, { recursive: true, force: true }); // what an interrupted install left
    await rename(staging, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function runNpm(folder: string, signal?: AbortSignal): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=warn"];
  // Install scripts build native parts no rig uses.
  const child = spawn("npm", ["install", "--legacy-peer-deps", "--ignore-scripts", ...quiet], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  const log = createWriteStream(join(folder, "install.log"));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const [status]: unknown[] = await once(child, "close");
  await finished(log.end());
  if (status === 0) return;
  const said = await readFile(join(folder, "install.log"), "utf8");
  throw new Error(`rig: npm install in ${folder} ended with ${String(status)}: ${said.slice(-600)}`);
}

async function confirmVersion(folder: string, wanted: string): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "node_modules/openclaw/package.json"), "utf8"));
  const got = at(manifest, "version");
  if (got !== wanted) throw new Error(`rig: npm installed openclaw ${String(got)} instead of ${wanted}`);
}
