import { ownUser } from "../lib/own-user.ts";
import { lstatSync, mkdirSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/**
 * A folder for compiled code that nobody else may write to, nor put another one in its place; null where there is
 * none. The system's temporary folder is not such a one: whoever makes it there first has their code run.
 */
export function ownCacheFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  const { XDG_CACHE_HOME: cache = "", HOME: home = "" } = env;
  const base = isAbsolute(cache) ? cache : isAbsolute(home) ? join(home, ".cache") : null;
  if (base === null) return null;
  const folder = join(base, "openclaw-companion");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return [folder, base, dirname(base)].every(isOurs) ? folder : null;
  } catch {
    return null;
  }
}

/** Where there are no owners, the home folder is as safe as it gets. */
function isOurs(path: string): boolean {
  const { uid } = ownUser();
  const found = lstatSync(path);
  if (!found.isDirectory()) return false;
  return uid < 0 || ((found.uid === uid || found.uid === 0) && (found.mode & 0o022) === 0);
}
