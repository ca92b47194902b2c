import { readFileSync } from "node:fs";
import { userInfo } from "node:os";

interface OwnUser {
  readonly uid: number;
  readonly gid: number;
}

/** Who runs this, by number; -1 where users have none, as on Windows. */
export function ownUser(): OwnUser {
  try {
    return userInfo();
  } catch {
    // A user without a name, as those of containers are.
    return readStatus();
  }
}

/** As Linux tells of this process. */
function readStatus(): OwnUser {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    const [uid, gid] = ["Uid", "Gid"].map((name) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? -1),
    );
    return { uid: uid ?? -1, gid: gid ?? -1 };
  } catch {
    return { uid: -1, gid: -1 };
  }
}
