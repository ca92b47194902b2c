import { readFileSync } from "node:fs";
import { fine, mend, type Finding } from "../../core/finding.ts";
import { say } from "../../words/say.ts";

/** What a companion has open without any gateway: its ledger, its log, libraries, both chats, somebody who asks. */
const BASE = 80;
/** A link, the connection of a repair, and the look at whether the process is up. */
const PER_GATEWAY = 3;

/** How many files and connections it may have open, and how many it needs; nothing where that is not told (not Linux). */
export function inspectLimits(gateways: number, readLimits = readOwnLimits): readonly Finding[] {
  const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(readLimits()) ?? [];
  if (soft === undefined) return [];
  const needed = BASE + PER_GATEWAY * gateways;
  const allowed = soft === "unlimited" ? Infinity : Number(soft);
  const about = say("doctor.files");
  if (allowed >= needed) return [fine(about, say("doctor.files-enough", { allowed: soft, needed }))];
  const text = say("doctor.files-few", { allowed: soft, needed, gateways });
  return [mend(about, text, say("doctor.files-few-fix", { limit: 2 * needed }))];
}

function readOwnLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
