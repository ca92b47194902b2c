import type { Severity } from "../core/diagnosis.ts";
import type { Heard, Incident, NoticeKind } from "../core/incident.ts";
import type { Decision, Silence } from "../core/warning-desk.ts";
import type { Instant } from "../core/time.ts";
import { headOf } from "./fingerprint.ts";
import { isMuted } from "./muted.ts";

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
  if (!isPosted) return decideOpening(input);
  if (owed.includes("open")) return silent("owed");
  if (isMuted(incident, now)) return decideMuted(input);
  // Something that comes and goes is told once; its card says how often it came back.
  if (!flapping && isWorse(incident.severity, heard.announced)) return { speak: true, kinds: ["update", "escalation"] };
  if (isReminderDue(input)) return { speak: true, kinds: ["update", "reminder"] };
  return decideUpdate(input);
}

/** A card that a service does not accept is not offered again before it says something else. */
function decideOpening({ incident, heard, fingerprint, now }: DecideInput): Decision {
  if (isMuted(incident, now)) return silent("muted");
  return heard.fingerprint === fingerprint ? silent("refused") : { speak: true, kinds: ["open"] };
}

/** An edit makes no sound, and rooms are to see who muted it. */
function decideMuted(input: DecideInput): Decision {
  const decision = decideUpdate(input);
  return !decision.speak && decision.silence === "unchanged" ? silent("muted") : decision;
}

/** A muted incident makes no sound, but its card must not go on claiming that it lasts. */
function decideEnd(input: DecideInput): Decision {
  const { incident, heard, flapping, now } = input;
  const isTold = heard.announced === null && heard.card !== null;
  // Nobody waits for the end of a hint.
  const isHint = incident.severity === "info";
  if (isTold || isHint || isMuted(incident, now) || flapping) return decideUpdate(input);
  return { speak: true, kinds: ["update", "recovery"] };
}

function decideUpdate({ heard, fingerprint, now, editPause }: DecideInput): Decision {
  if (heard.fingerprint === fingerprint) return silent("unchanged");
  const isOnlyCounts = heard.fingerprint !== null && headOf(heard.fingerprint) === headOf(fingerprint);
  const soon = isOnlyCounts && heard.editedAt !== null && now - heard.editedAt < editPause;
  return soon ? silent("cooldown") : { speak: true, kinds: ["update"] };
}

function isReminderDue({ incident, heard, now, remindAfter }: DecideInput): boolean {
  if (incident.phase !== "open" || incident.acknowledgedBy !== null || heard.soundedAt === null) return false;
  return now - heard.soundedAt >= remindAfter;
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Its end was told, and it is back: that is worse than what the room knows. */
const isWorse = (now: Severity, announced: Severity | null): boolean =>
  announced === null || RANK[now] > RANK[announced];

const silent = (silence: Silence): Decision => ({ speak: false, silence });
