import type { Topic } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";
import { english, speakLine } from "../words/speak.ts";
import { isMuted } from "./muted.ts";
import { joinLines } from "../words/sequence.ts";

/** What the card says, times aside: only when this changes is it worth an edit. Its first line does not wait. */
export function fingerprintOf(incident: Topic, flapping: boolean, now: Instant): string {
  const {
    phase,
    severity,
    title,
    explanation,
    next = [],
    remedy,
    acknowledgedBy,
    mutedBy,
    mutedUntil,
    agents,
    impact,
  } = incident;
  const muted = isMuted(incident, now) ? [mutedBy, mutedUntil] : null;
  const members = incident.members.map((one) => [one.gateway, one.phase]);
  const isOne = members.length === 0;
  const head = [
    incident.models,
    incident.mended,
    phase,
    severity,
    isOne && english(title),
    speakLine(joinLines(explanation, next), "en"),
    remedy,
    acknowledgedBy,
    muted,
    flapping,
  ];
  const { fallbacks, unauthorized, exhausted, sessions } = impact;
  // The title of several says how many they are: a fleet that is cut off would change its card for each of its gateways.
  const rest = [members, isOne || english(title), agents, fallbacks, unauthorized, exhausted, sessions];
  return `${JSON.stringify(head)}\n${JSON.stringify(rest)}`;
}

/** The part that people wait for: how it stands and who saw to it. The rest counts. */
export const headOf = (fingerprint: string): string => fingerprint.split("\n", 1)[0] ?? "";
