import { note, strong, text, when, type Action, type Block, type Card, type Line, type Tone } from "../core/card.ts";
import type { Severity } from "../core/diagnosis.ts";
import type { Impact } from "../core/evidence.ts";
import type { NoticeKind } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";
import type { Instant } from "../core/time.ts";
import { lengthOf } from "../lib/length.ts";
import { english } from "../words/speak.ts";
import { headlineOf, repairedLine, resolvedLine } from "./headline.ts";
import { isMuted } from "./muted.ts";
import type { Topic } from "./topic.ts";

/** The one card of an incident, or of several with one cause, as it stands now. */
export function writeIncident(topic: Topic, flapping: boolean, now: Instant): Card {
  const { phase, title } = topic;
  const headline = headlineOf(topic);
  const isCauseSaid = headline.endsWith(english(title));
  return {
    tone: toneOf(topic),
    title: phase === "over" ? resolvedLine(topic) : firstLine(topic, flapping),
    blocks: [
      text(...writeCause(topic, isCauseSaid)),
      ...writeMembers(topic),
      text(...writeFacts(topic)),
      ...writeNotes(topic, flapping, now),
    ],
    ...(phase !== "over" && { actions: writeActions(topic, now) }),
  };
}

/** A message of its own under the card: these make a sound. */
export function writeReply(
  kind: Exclude<NoticeKind, "open" | "update">,
  topic: Topic,
  announced: Severity | null,
  now: Instant,
): Card {
  const headline = headlineOf(topic);
  const facts = text(...writeFacts(topic));
  switch (kind) {
    case "escalation":
      return { tone: toneOf(topic), title: `${announced === null ? "Again" : "Worse"}: ${headline}`, blocks: [facts] };
    case "reminder":
      return {
        tone: toneOf(topic),
        title: `Still: ${headline}`,
        blocks: [
          text(`For ${lengthOf(Math.max(0, now - topic.begunAt))}. `, ...writeFacts(topic)),
          note("Acknowledge it on the card above to hear no more of it."),
        ],
      };
    case "recovery":
      return {
        tone: toneOf(topic),
        title: resolvedLine(topic),
        blocks: [...(topic.ended === undefined ? [] : [text(...writeCause(topic, false))]), facts],
      };
  }
}

function firstLine(topic: Topic, flapping: boolean): string {
  const { phase, mended } = topic;
  if (phase === "recovering" && mended) return repairedLine(topic);
  const prefix = flapping ? "Flapping: " : phase === "recovering" ? "Perhaps over: " : "";
  return `${prefix}${headlineOf(topic)}`;
}

/** Why it is so and what to do; what was repaired needs neither. */
function writeCause({ title, explanation, mended, phase, ended }: Topic, isSaid: boolean): Line {
  if (ended === "replaced")
    return [title, ": whether that was fixed is unknown. Counts start anew with the other gateway."];
  if (!mended) return isSaid ? explanation : [title, ". ", ...explanation];
  const done: Line = ["Repaired ", when(mended.at), " by ", strong(mended.by), ", proved."];
  return phase === "over" ? done : [...done, " Waiting for the next real answer."];
}

function toneOf({ phase, severity, cause, members, mended, ended }: Topic): Tone {
  if (ended === "replaced") return "unknown";
  if (phase === "over" || (phase === "recovering" && mended)) return "good";
  if (members.length === 0 && (cause === "blind" || cause === "gateway-away")) return "unknown";
  return TONES[severity];
}

const TONES: Readonly<Record<Severity, Tone>> = { critical: "critical", warning: "warning", info: "neutral" };

/** What has nothing to do with why a model fails has no part in its counts, but for what answers cost. */
const hasCounts = ({ cause }: Topic): boolean => RULE_FACTS[cause].role !== "apart" || cause === "paid-substitution";

/** As many names as fit a phone; the rest is behind Details. */
const MOST_NAMES = 20;

function writeMembers({ members, phase }: Topic): readonly Block[] {
  if (members.length === 0) return [];
  const still = members.filter((one) => one.phase === "open" || one.phase === "recovering");
  const back = members.filter((one) => !still.includes(one));
  if (phase === "over") return [text(joinNames(members))];
  return [text(joinNames(still)), ...(back.length > 0 ? [text(`Resolved: ${joinNames(back)}`)] : [])];
}

function joinNames(members: Topic["members"]): string {
  const names = members.map(({ gateway }) => gateway);
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

/** How much it did, to whom, and since when. What is zero is not said. */
function writeFacts(topic: Topic): Line {
  const { impact, agents, begunAt, goneSince, phase } = topic;
  const isCounted = hasCounts(topic);
  const who = [
    ...(isCounted && impact.sessions > 0 ? [countOf(impact.sessions, "session")] : []),
    ...(agents.length > 1 || (agents[0] ?? "main") !== "main" ? [`agents ${agents.join(", ")}`] : []),
  ];
  const what = [...(isCounted ? writeImpact(impact) : []), ...who].join(" · ");
  const began: Line = [what === "" ? "Since " : `${what} · since `, when(begunAt)];
  return phase === "open" || goneSince === null ? began : [...began, ", not seen since ", when(goneSince)];
}

function writeImpact({ fallbacks, unauthorized, exhausted }: Impact): readonly string[] {
  const parts = [
    ...(fallbacks > 0 ? [`${countOf(fallbacks, "answer")} by a fallback`] : []),
    ...(unauthorized > 0 ? [`${unauthorized} × 401`] : []),
    ...(exhausted > 0 ? [`${countOf(exhausted, "turn")} without an answer`] : []),
  ];
  return parts.length > 0 ? [parts.join(", ")] : [];
}

const countOf = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;

function writeNotes(topic: Topic, flapping: boolean, now: Instant): readonly Block[] {
  const { acknowledgedBy, mutedBy, mutedUntil, openings, phase, formerly } = topic;
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
    ...(formerly !== undefined && phase !== "over" ? [note("The cause changed. Before: ", formerly, ".")] : []),
    ...(acknowledgedBy === null ? [] : [note("Acknowledged by ", strong(acknowledgedBy), ".")]),
    ...(isMuted(topic, now) && phase !== "over"
      ? [note("Muted by ", strong(mutedBy ?? "somebody"), " ", ...muted, ".")]
      : []),
  ];
}

/** The next step first; what else there is opens behind Mute and Details. */
function writeActions(topic: Topic, now: Instant): readonly Action[] {
  const warnings = (label: string, action: string): Action => ({
    label,
    style: "plain",
    command: "warnings",
    args: { action, incident: topic.id },
  });
  const fix: Action = { label: "Fix", style: "primary", command: "fix-codex", args: { gateway: topic.gateway } };
  return [
    ...(topic.remedy === null || topic.mended ? [] : [fix]),
    ...(topic.acknowledgedBy === null ? [warnings("Acknowledge", "ack")] : []),
    isMuted(topic, now) ? warnings("Unmute", "unmute") : warnings("Mute", "mute"),
    warnings("Details", "details"),
  ];
}
