import type { Severity } from "../core/diagnosis.ts";
import type { Heard, Incident, NoticeKind } from "../core/incident.ts";
import type { Decision, Silence } from "../core/warning-desk.ts";
import type { Instant } from "../core/time.ts";

export interface DecideInput {
  readonly incident: Incident;
  readonly heard: Heard;
  /** What is owed to the room already. */
  readonly owed: readonly NoticeKind[];
  /** What the card would say now. */
  readonly fingerprint: string;
  readonly flapping: boolean;
  readonly now: Instant;
  /** An unacknowledged incident speaks again after this long (ms). */
  readonly remindAfter: number;
  /** Edits come no closer than this (ms). */
  readonly editPause: number;
}

/** Whether a room is told, how, and if not, why not. Pure. */
export function decideNotice(input: DecideInput): Decision {
  const decision = decideAfresh(input);
  if (!decision.speak) return decision;
  const [first, ...rest] = decision.kinds.filter((kind) => !input.owed.includes(kind));
  return first ? { speak: true, kinds: [first, ...rest] } : silent("owed");
}

function decideAfresh(input: DecideInput): Decision {
  const { incident, heard, owed, flapping, now } = input;
  const isPosted = heard.card !== null || owed.includes("open");
  if (incident.phase === "pending") return silent("below-threshold");
  if (incident.phase === "over") return isPosted ? decideEnd(input) : silent("never-spoken");
  if (isMuted(incident, now)) return silent("muted");
  if (!isPosted) return { speak: true, kinds: ["open"] };
  if (owed.includes("open")) return silent("owed");
  // Something that comes and goes is told once; its card says how often it came back.
  if (!flapping && isWorse(incident.severity, heard.announced)) return { speak: true, kinds: ["update", "escalation"] };
  if (isReminderDue(input)) return { speak: true, kinds: ["update", "reminder"] };
  return decideUpdate(input);
}

/** A muted incident makes no sound, but its card must not go on claiming that it lasts. */
function decideEnd(input: DecideInput): Decision {
  const { incident, heard, flapping, now } = input;
  if (heard.announced === null && heard.card !== null) return decideUpdate(input);
  return isMuted(incident, now) || flapping
    ? { speak: true, kinds: ["update"] }
    : { speak: true, kinds: ["update", "recovery"] };
}

function decideUpdate({ incident, heard, fingerprint, now, editPause }: DecideInput): Decision {
  if (heard.fingerprint === fingerprint) return silent("unchanged");
  const soon = heard.editedAt !== null && now - heard.editedAt < editPause && incident.phase !== "over";
  return soon ? silent("cooldown") : { speak: true, kinds: ["update"] };
}

function isReminderDue({ incident, heard, now, remindAfter }: DecideInput): boolean {
  if (incident.phase !== "open" || incident.acknowledgedBy !== null || heard.soundedAt === null) return false;
  return now - heard.soundedAt >= remindAfter;
}

export const isMuted = ({ mutedUntil }: Incident, now: Instant): boolean =>
  mutedUntil === "over" || (mutedUntil !== null && mutedUntil > now);

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Its end was told, and it is back: that is worse than what the room knows. */
const isWorse = (now: Severity, announced: Severity | null): boolean =>
  announced === null || RANK[now] > RANK[announced];

const silent = (silence: Silence): Decision => ({ speak: false, silence });
