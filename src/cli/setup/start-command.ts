import { basename, dirname, relative, resolve } from "node:path";

/** How this process was started, as far as it tells. */
export interface Started {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The path of the program. */
  readonly script: string;
  /** Where the settings were written. */
  readonly file: string;
  /** The folder it was started in. */
  readonly folder: string;
}

/**
 * The command that starts the service with the settings that were written: in the way this process was started, in the
 * folder of the file. Null where the file has a name that is not read by itself.
 */
export function toStartCommand({ env, script, file, folder }: Started): string | null {
  const path = resolve(folder, file);
  if (basename(path) !== ".env") return null;
  const there = dirname(path);
  const command = toProgram(env, script, there);
  return there === resolve(folder) ? command : `cd ${quote(there)} && ${command}`;
}

function toProgram(env: Started["env"], script: string, there: string): string {
  // What was installed stands on the path under its own name.
  if (!/\.[cm]?[jt]s$/.test(script)) return basename(script) || "openclaw-companion";
  const checkout = dirname(dirname(script));
  if (env["npm_lifecycle_event"] === "start" && checkout === there) return "npm start";
  const path = relative(there, script);
  return `node ${quote(path.startsWith("..") ? script : path)}`;
}

const quote = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
