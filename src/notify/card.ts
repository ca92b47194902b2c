import {
  note,
  strong,
  text,
  when,
  type Block,
  type Card,
  type Inline,
  type Line,
  type Text,
  type Tone,
} from "../core/card.ts";
import type { Severity } from "../core/diagnosis.ts";
import type { Impact } from "../core/evidence.ts";
import type { NoticeKind, Topic } from "../core/incident.ts";
import { RULE_FACTS } from "../core/rules.ts";
import type { Instant } from "../core/time.ts";
import { sayLength } from "../words/length.ts";
import { toMoney } from "../words/money.ts";
import { say } from "../words/say.ts";
import { sayBefore, sayDotted, sayInTurn, sayListed, sayNamed } from "../words/sequence.ts";
import { headlineOf, repairedLine, resolvedLine, saysCause } from "./headline.ts";
import { isMuted } from "./muted.ts";
import { sayNext } from "../words/next.ts";
import { writeActions } from "./buttons.ts";

/** The one card of an incident, or of several with one cause, as it stands now. */
export function writeIncident(topic: Topic, flapping: boolean, now: Instant): Card {
  const { phase } = topic;
  return {
    tone: toneOf(topic),
    title: phase === "over" ? resolvedLine(topic) : firstLine(topic, flapping),
    blocks: [
      text(...writeCause(topic, saysCause(topic))),
      ...writeStep(topic),
      ...writeMembers(topic),
      text(writeFacts(topic)),
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
  const facts = text(writeFacts(topic));
  const length = sayLength(Math.max(0, now - topic.begunAt));
  switch (kind) {
    case "escalation":
      return {
        tone: toneOf(topic),
        title: announced === null ? say("incidents.again", { headline }) : say("incidents.worse", { headline }),
        blocks: [facts],
      };
    case "reminder":
      return {
        tone: toneOf(topic),
        title: say("incidents.still", { headline }),
        blocks: [
          text(sayInTurn(say("incidents.lasts", { length }), writeFacts(topic))),
          note(say("incidents.acknowledge")),
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

function firstLine(topic: Topic, flapping: boolean): Text {
  const { phase, mended } = topic;
  if (phase === "recovering" && mended) return repairedLine(topic);
  const headline = headlineOf(topic);
  if (flapping) return say("incidents.flapping", { headline });
  return phase === "recovering" ? say("incidents.perhaps-over", { headline }) : headline;
}

/** What to do; nothing once it was repaired or is over. */
const writeStep = ({ next, mended, phase }: Topic): readonly Block[] =>
  mended || phase === "over" ? [] : sayNext(next);

/** Why it is so; what was repaired needs no reason. */
function writeCause({ title, explanation, mended, phase, ended }: Topic, isSaid: boolean): Line {
  if (ended === "replaced") return [say("incidents.replaced", { title })];
  if (!mended) return isSaid ? explanation : sayBefore(say("parts.sentence", { sentence: title }), explanation);
  const done = { at: when(mended.at), who: strong(mended.by) };
  return [phase === "over" ? say("incidents.mended", done) : say("incidents.mended-waiting", done)];
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
  return [
    text(joinNames(still)),
    ...(back.length > 0 ? [text(say("incidents.back", { names: joinNames(back) }))] : []),
  ];
}

const joinNames = (members: Topic["members"]): Text =>
  sayNamed(
    members.map(({ gateway }) => gateway),
    MOST_NAMES,
  );

/** How much it did, to whom, and since when. What is zero is not said. */
function writeFacts(topic: Topic): Inline {
  const { impact, agents, begunAt, goneSince, phase } = topic;
  const isCounted = hasCounts(topic);
  const did = isCounted ? [...writeImpact(impact), ...writeCost(topic)] : [];
  const what = [
    ...(did.length > 0 ? [sayListed(did)] : []),
    ...(isCounted && impact.sessions > 0 ? [say("incidents.sessions", { count: impact.sessions })] : []),
    ...(agents.length > 1 || (agents[0] ?? "main") !== "main"
      ? [say("incidents.agents", { names: sayListed(agents) })]
      : []),
  ];
  const isGone = phase !== "open" && goneSince !== null;
  const since = say("incidents.since", {
    first: what.length === 0 ? "yes" : "no",
    at: when(begunAt),
    gone: isGone ? "yes" : "no",
    goneAt: when(goneSince ?? begunAt),
  });
  return sayDotted([...what, since]);
}

const writeImpact = ({ fallbacks, unauthorized, exhausted }: Impact): readonly Inline[] => [
  ...(fallbacks > 0 ? [say("incidents.fallbacks", { count: fallbacks })] : []),
  ...(unauthorized > 0 ? [say("incidents.unauthorized", { count: unauthorized })] : []),
  ...(exhausted > 0 ? [say("incidents.exhausted", { count: exhausted })] : []),
];

/** What fallbacks cost, as far as prices are known; where money is what it is about, also that they are not. */
function writeCost({ impact: { spent }, cause }: Topic): readonly Inline[] {
  if (spent === undefined || spent.priced + spent.unpriced === 0) return [];
  if (spent.priced === 0) return cause === "paid-substitution" ? [say("incidents.cost-unknown")] : [];
  return [say("incidents.cost", { sum: toMoney(spent.usd), least: spent.unpriced > 0 ? "yes" : "no" })];
}

function writeNotes(topic: Topic, flapping: boolean, now: Instant): readonly Block[] {
  const { acknowledgedBy, openings, phase, formerly } = topic;
  return [
    ...(flapping && phase !== "over" ? [note(say("incidents.came-back", { count: openings.length - 1 }))] : []),
    ...(formerly !== undefined && phase !== "over" ? [note(say("incidents.formerly", { title: formerly }))] : []),
    ...(acknowledgedBy === null ? [] : [note(say("incidents.acknowledged", { who: strong(acknowledgedBy) }))]),
    ...(isMuted(topic, now) && phase !== "over" ? [note(writeMute(topic))] : []),
  ];
}

function writeMute({ mutedBy, mutedUntil }: Topic): Inline {
  const who = strong(mutedBy ?? say("incidents.somebody"));
  return typeof mutedUntil === "number"
    ? say("incidents.muted-until", { who, at: when(mutedUntil) })
    : say("incidents.muted-over", { who });
}
