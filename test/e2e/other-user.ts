import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../bin/companion.mjs", import.meta.url));

/** "nobody" */
export const OTHER = 65_534;

/** Whether a process of another user can be started here: by root, where everybody may read this clone and its Node. */
export function canBeOther(): boolean {
  if (process.getuid?.() !== 0) return false;
  const options = { uid: OTHER, env: {}, cwd: "/" };
  return spawnSync(process.execPath, ["--check", PROGRAM], options).status === 0;
}
