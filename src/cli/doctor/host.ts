import { statSync } from "node:fs";
import { platform } from "node:os";
import { fine, mend, type Finding } from "./finding.ts";

const OLDEST = 24;

export function inspectNode(version: string): Finding {
  const major = Number(version.split(".", 1)[0]);
  if (major >= OLDEST) return fine("Node", version);
  return mend(
    "Node",
    `${version} is too old`,
    `install Node ${OLDEST} or later; npm start in a checkout brings its own`,
  );
}

/** Nothing to say where there is no such file: settings may come from elsewhere. */
export function inspectEnvFile(path: string): readonly Finding[] {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return [];
  if (isPrivate(mode)) return [fine(path, "only you may read it")];
  return [mend(path, `others on this host may read its tokens (mode ${toOctal(mode)})`, `chmod 600 ${path}`)];
}

/** Windows has no such modes, and tells none. */
export const isPrivate = (mode: number): boolean => platform() === "win32" || (mode & 0o077) === 0;

export const toOctal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, "0");
