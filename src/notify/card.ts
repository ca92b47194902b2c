import {
  ago,
  note,
  strong,
  text,
  when,
  type Action,
  type Block,
  type Card,
  type Line,
  type Tone,
} from "../core/card.ts";
import type { Severity } from "../core/diagnosis.ts";
import type { Impact } from "../core/evidence.ts";
import type { Incident, NoticeKind } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";
import { lengthOf } from "../lib/length.ts";
import { isMuted } from "./muted.ts";

/** The one card of an incident, as it stands now. */
export function writeIncident(incident: Incident, flapping: boolean, now: Instant): Card {
  const { gateway, title, phase, explanation } = incident;
  const prefix =
    phase === "over"
      ? "Over"
      : phase === "recovering" && incident.mended
        ? "Repaired"
        : flapping
          ? "Comes and goes"
          : phase === "recovering"
            ? "Perhaps over"
            : null;
  return {
    tone: toneOf(incident),
    title: prefix === null ? `${gateway}: ${title}` : `${prefix}: ${gateway}: ${title}`,
    blocks: [
      text(...(incident.mended ? writeMended(incident.mended) : explanation)),
      { kind: "fields", fields: writeFacts(incident) },
      ...writeNotes(incident, flapping, now),
    ],
    ...(phase !== "over" && { actions: writeActions(incident) }),
  };
}

/** What it was stays in its title; what to do about it is done. */
const writeMended = ({ at, by }: NonNullable<Incident["mended"]>): Line => [
  "Repaired ",
  when(at),
  " by ",
  strong(by),
  ", proved; over with the next real answer.",
];

/** A message of its own under the card: these make a sound. */
export function writeReply(
  kind: Exclude<NoticeKind, "open" | "update">,
  incident: Incident,
  announced: Severity | null,
  now: Instant,
): Card {
  const { gateway, title, begunAt, impact } = incident;
  const lasted = lengthOf((incident.goneSince ?? now) - begunAt);
  switch (kind) {
    case "escalation":
      return {
        tone: toneOf(incident),
        title: announced === null ? `${gateway}: it is back` : `${gateway}: it got worse`,
        blocks: [text(title, ". ", ...impactLine(impact))],
      };
    case "reminder":
      return {
        tone: toneOf(incident),
        title: `${gateway}: still going on after ${lasted}`,
        blocks: [
          text(title, ". ", ...impactLine(impact)),
          note("Acknowledge it on the card above to hear no more of it."),
        ],
      };
    case "recovery":
      return {
        tone: "good",
        title: `${gateway}: over after ${lasted}`,
        blocks: [text(title, ". In that time: ", ...impactLine(impact))],
      };
  }
}

function toneOf({ phase, severity, cause }: Incident): Tone {
  if (phase === "over") return "good";
  if (cause === "blind" || cause === "gateway-away") return "unknown";
  return severity === "critical" ? "critical" : "warning";
}

function writeFacts(incident: Incident) {
  const { begunAt, lastSeenAt, goneSince, overAt, agents, impact } = incident;
  const end: { label: string; value: Line }[] =
    overAt === null
      ? [{ label: "Last seen", value: [when(lastSeenAt)] }]
      : [{ label: "Over", value: [when(goneSince ?? overAt)] }];
  const counted = impact.fallbacks + impact.unauthorized + impact.exhausted > 0;
  return [
    { label: "Since", value: [when(begunAt), " (", ago(begunAt), ")"] },
    ...end,
    ...(agents.length > 0 ? [{ label: "Agents", value: [agents.join(", ")] }] : []),
    ...(counted ? [{ label: "So far", value: impactLine(impact) }] : []),
  ];
}

const impactLine = ({ fallbacks, unauthorized, exhausted, sessions }: Impact): Line => [
  `${countOf(fallbacks, "answer")} by a fallback, ${countOf(unauthorized, "401")}, ${countOf(exhausted, "turn")} without an answer, ${countOf(sessions, "session")} affected.`,
];

const countOf = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;

function writeNotes(incident: Incident, flapping: boolean, now: Instant): readonly Block[] {
  const { acknowledgedBy, mutedBy, mutedUntil, openings, phase } = incident;
  const muted: Line =
    mutedUntil === "over" ? ["until it is over"] : mutedUntil === null ? [] : ["until ", when(mutedUntil)];
  return [
    ...(flapping && phase !== "over"
      ? [
          note(
            `It came back ${openings.length - 1} times within 30 minutes; this card is kept up to date without a sound.`,
          ),
        ]
      : []),
    ...(acknowledgedBy === null ? [] : [note("Acknowledged by ", strong(acknowledgedBy), ".")]),
    ...(isMuted(incident, now) && phase !== "over"
      ? [note("Muted by ", strong(mutedBy ?? "somebody"), " ", ...muted, ".")]
      : []),
  ];
}

function writeActions(incident: Incident): readonly Action[] {
  const warnings = (label: string, args: Readonly<Record<string, string>>): Action => ({
    label,
    style: "plain",
    command: "warnings",
    args: { ...args, incident: incident.id },
  });
  const fix: Action = { label: "Fix", style: "primary", command: "fix-codex", args: { gateway: incident.gateway } };
  return [
    ...(incident.remedy === null ? [] : [fix]),
    ...(incident.acknowledgedBy === null ? [warnings("Acknowledge", { action: "ack" })] : []),
    warnings("Mute 1 h", { action: "mute", for: "1h" }),
    warnings("Mute 24 h", { action: "mute", for: "24h" }),
    warnings("Mute until over", { action: "mute", for: "over" }),
    warnings("Details", { action: "details" }),
  ];
}
