import { readFileSync, statSync } from "node:fs";
import { platform } from "node:os";
import { parseEnv } from "node:util";
import { VARIABLES } from "../../config/variables.ts";
import { fine, mend, note, type Finding } from "../../core/finding.ts";

type Env = Readonly<Record<string, string | undefined>>;

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
export function inspectEnvFile(path: string, env: Env): readonly Finding[] {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return [];
  const access = isPrivate(mode)
    ? fine(path, "only you may read it")
    : mend(path, `others on this host may read its tokens (mode ${toOctal(mode)})`, `chmod 600 ${path}`);
  return [access, ...inspectOverrides(path, env)];
}

/** The environment wins over the file, and nobody says so: the usual reason why an edit changes nothing. */
function inspectOverrides(path: string, env: Env): readonly Finding[] {
  const inFile = Object.entries(readValues(path)).filter(([name]) => name in VARIABLES.shape);
  const other = inFile.filter(([name, value]) => env[name] !== undefined && env[name] !== value);
  const unread = inFile.filter(([name, value]) => env[name] === undefined && value !== "");
  const namesOf = (rows: typeof inFile): string => rows.map(([name]) => name).join(", ");
  return [
    ...(other.length > 0 ? [note(path, `the environment says something else, and wins, for ${namesOf(other)}`)] : []),
    ...(unread.length > 0 ? [note(path, `was not read into the environment: ${namesOf(unread)}`)] : []),
  ];
}

function readValues(path: string): Env {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

/** Windows has no such modes, and tells none. */
export const isPrivate = (mode: number): boolean => platform() === "win32" || (mode & 0o077) === 0;

export const toOctal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, "0");
