import { ownUser } from "../lib/own-user.ts";
import { readFileSync, statSync } from "node:fs";
import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { readEnvFile, type Doubt } from "../config/env-file.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** What a file of settings gave to the environment of this process. */
export type EnvFileReport =
  | { readonly state: "none" }
  /** `used`: names that come from it. `outdone`: names for which the environment says something else, and wins. */
  | {
      readonly state: "read";
      readonly path: string;
      readonly used: readonly string[];
      readonly outdone: readonly string[];
      readonly doubts: readonly Doubt[];
    }
  /** `why` goes on after the path. */
  | { readonly state: "unusable"; readonly path: string; readonly why: Message };

/** Names that mean something although they are blank: the usual way to do without a proxy once. */
const KEEPS_BLANK = /^NO_COLOR$|_PROXY$/i;

/** The environment with what the file adds to it: what the environment says wins, unless it says nothing but blanks. */
export function loadEnvironment(path: string, env: Env): { readonly env: Env; readonly file: EnvFileReport } {
  const read = readValues(path);
  if ("state" in read) return { env, file: read };
  const isFree = (name: string): boolean => {
    const now = Object.hasOwn(env, name) ? env[name] : undefined;
    return now === undefined || (now.trim() === "" && !KEEPS_BLANK.test(name));
  };
  const given = Object.entries(read.values);
  const used = given.filter(([name]) => isFree(name));
  const outdone = given.filter(([name, value]) => !isFree(name) && value.trim() !== "" && env[name] !== value);
  return {
    env: { ...env, ...Object.fromEntries(used) },
    file: {
      state: "read",
      path,
      used: used.filter(([, value]) => value.trim() !== "").map(([name]) => name),
      outdone: outdone.map(([name]) => name),
      doubts: read.doubts,
    },
  };
}

function readValues(path: string) {
  const unusable = (why: Message): EnvFileReport => ({ state: "unusable", path, why });
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { state: "none" } as const;
    const { uid, gid } = ownUser();
    if (uid >= 0 && found.uid !== uid && found.uid !== 0) return unusable(say("file.others"));
    if (uid >= 0 && (found.mode & 0o002) !== 0)
      return unusable(say("file.everybody", { command: `chmod 600 ${path}` }));
    // A group of their own is what many systems give each user; nobody else is in it.
    if (uid >= 0 && (found.mode & 0o020) !== 0 && found.gid !== gid)
      return unusable(say("file.group", { command: `chmod 600 ${path}` }));
    const file = readEnvFile(readFileSync(path));
    return "unusable" in file ? unusable(file.unusable) : file;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "EISDIR") return unusable(say("file.folder"));
    if (code === "EACCES" || code === "EPERM") return unusable(say("file.forbidden", { code }));
    return unusable(say("file.unreadable", { code }));
  }
}
