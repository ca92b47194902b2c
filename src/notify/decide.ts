import type { Severity } from "../core/diagnosis.ts";
import type { Told, Incident, NoticeKind } from "../core/incident.ts";
import type { Decision, Silence } from "../core/warnings.ts";
import type { Instant } from "../core/time.ts";
import { headOf } from "./fingerprint.ts";
import { isMuted } from "./muted.ts";
import type { SetSilence } from "./quiet.ts";

export interface DecideInput {
  readonly incident: Incident;
  readonly told: Told;
  /** What is queued to the room already. */
  readonly queued: readonly NoticeKind[];
  /** What the card would say now. */
  readonly fingerprint: string;
  readonly flapping: boolean;
  readonly now: Instant;
  /** An unacknowledged incident speaks again after this long (ms). */
  readonly remindAfter: number;
  /** The silence that was set ahead for it; null when none holds. */
  readonly quiet?: SetSilence | null;
  /** Edits come no closer than this (ms). */
  readonly editPause: number;
}

/** Whether a room is told, how, and if not, why not. Pure. */
export function decideNotice(input: DecideInput): Decision {
  const decision = decideAfresh(input);
  if (!decision.speak) return decision;
  const [first, ...rest] = decision.kinds.filter((kind) => !input.queued.includes(kind));
  return first ? { speak: true, kinds: [first, ...rest] } : silent("queued");
}

function decideAfresh(input: DecideInput): Decision {
  const { incident, told, queued, flapping } = input;
  const isPosted = told.card !== null || queued.includes("open");
  if (incident.phase === "pending") return silent("below-threshold");
  if (incident.phase === "over") return isPosted ? decideEnd(input) : silent("never-spoken");
  if (!isPosted) return decideOpening(input);
  if (queued.includes("open")) return silent("queued");
  const quiet = quietOf(input);
  if (quiet !== null) return decideMuted(input, quiet);
  // Something that comes and goes is told once; its card says how often it came back.
  if (!flapping && isWorse(incident.severity, told.announced)) return { speak: true, kinds: ["update", "escalation"] };
  if (isReminderDue(input)) return { speak: true, kinds: ["update", "reminder"] };
  return decideUpdate(input);
}

function decideOpening(input: DecideInput): Decision {
  const quiet = quietOf(input);
  return quiet === null ? { speak: true, kinds: ["open"] } : silent(quiet);
}

/** Why it makes no sound now: somebody muted it, or a time without a sound was set ahead. */
const quietOf = ({ incident, now, quiet = null }: DecideInput): Silence | null =>
  isMuted(incident, now) ? "muted" : quiet;

/** An edit makes no sound, and rooms are to see who muted it. */
function decideMuted(input: DecideInput, quiet: Silence): Decision {
  const decision = decideUpdate(input);
  return !decision.speak && decision.silence === "unchanged" ? silent(quiet) : decision;
}

/** A muted incident makes no sound, but its card must not go on claiming that it lasts. */
function decideEnd(input: DecideInput): Decision {
  const { incident, told, flapping } = input;
  const isTold = told.announced === null && told.card !== null;
  // Nobody waits for the end of a hint.
  const isHint = incident.severity === "info";
  if (isTold || isHint || quietOf(input) !== null || flapping) return decideUpdate(input);
  return { speak: true, kinds: ["update", "recovery"] };
}

function decideUpdate({ told, fingerprint, now, editPause }: DecideInput): Decision {
  if (told.fingerprint === fingerprint) return silent("unchanged");
  const isOnlyCounts = told.fingerprint !== null && headOf(told.fingerprint) === headOf(fingerprint);
  const soon = isOnlyCounts && told.editedAt !== null && now >= told.editedAt && now - told.editedAt < editPause;
  return soon ? silent("cooldown") : { speak: true, kinds: ["update"] };
}

function isReminderDue({ incident, told, now, remindAfter }: DecideInput): boolean {
  if (incident.phase !== "open" || incident.acknowledgedBy !== null || told.soundedAt === null) return false;
  return now - told.soundedAt >= remindAfter;
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Its end was told, and it is back: that is worse than what the room knows. */
const isWorse = (now: Severity, announced: Severity | null): boolean =>
  announced === null || RANK[now] > RANK[announced];

const silent = (silence: Silence): Decision => ({ speak: false, silence });
