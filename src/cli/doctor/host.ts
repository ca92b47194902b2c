import { statSync } from "node:fs";
import { platform } from "node:os";
import { ownUser } from "../../lib/own-user.ts";
import { VARIABLES } from "../../config/variables.ts";
import { fine, mend, mendable, note, type Finding, type Mending } from "../../core/finding.ts";
import { say } from "../../words/say.ts";
import type { EnvFileReport } from "../environment.ts";

const OLDEST = 24;

export function inspectNode(version: string): Finding {
  const major = Number(version.split(".", 1)[0]);
  if (major >= OLDEST) return fine("Node", version);
  return mend("Node", say("doctor.node-old", { version }), say("doctor.node-old-fix", { oldest: OLDEST }));
}

/** Nothing to say where there is no such file: settings may come from elsewhere. */
export function inspectEnvFile(file: EnvFileReport): readonly Finding[] {
  if (file.state === "none") return [];
  const { path } = file;
  if (file.state === "unusable") return [mendable(mend(path, file.why), toMending(path))];
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  const access = isPrivate(mode)
    ? fine(path, say("doctor.private"))
    : mendable(mend(path, say("doctor.tokens-open", { mode: toOctal(mode) }), `chmod 600 ${path}`), {
        kind: "mode",
        path,
        mode: 0o600,
      });
  const doubts = file.doubts.map(({ line, message }) => mend(path, say("doctor.line", { line, what: message })));
  // The environment wins over the file, and nobody says so: the usual reason why an edit changes nothing.
  const outdone = file.outdone.filter((name) => Object.hasOwn(VARIABLES.shape, name)).join(", ");
  return [access, ...doubts, ...(outdone === "" ? [] : [note(path, say("doctor.outdone", { names: outdone }))])];
}

/** What keeps a file of settings from being used, where it can be changed by whoever runs this. */
function toMending(path: string): Mending | null {
  const found = statSync(path, { throwIfNoEntry: false });
  const { uid } = ownUser();
  if (found === undefined || !found.isFile() || uid < 0) return null;
  if (found.uid !== uid && found.uid !== 0) return uid === 0 ? { kind: "owner", path, uid } : null;
  return (found.mode & 0o002) === 0 ? null : { kind: "mode", path, mode: 0o600 };
}

/** Windows has no such modes, and tells none. */
export const isPrivate = (mode: number): boolean => platform() === "win32" || (mode & 0o077) === 0;

export const toOctal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, "0");
