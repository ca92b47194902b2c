import {
  code,
  note,
  strong,
  text,
  when,
  type Block,
  type Card,
  type Inline,
  type Line,
  type Text,
} from "../src/core/card.ts";
import type { Incident, Topic } from "../src/core/incident.ts";
import type { RoomProblem, Target } from "../src/core/rooms.ts";
import type { Instant } from "../src/core/time.ts";
import type { Decision, WarningStatus } from "../src/core/warnings.ts";
import { sayLength } from "../src/words/length.ts";
import { say } from "../src/words/say.ts";
import { sayInTurn, sayListed } from "../src/words/sequence.ts";
import { sayNext } from "../src/words/next.ts";

/** Where warnings go, what is open, and for each room what it is told or why it is not. */
export function writeStatus({ rooms, stopped, incidents }: WarningStatus): Card {
  const open = incidents.filter(({ incident }) => incident.phase !== "over");
  return {
    tone: open.length > 0 ? "warning" : "good",
    title: say("alerts.open", { count: open.length }),
    blocks: [
      text(
        say("alerts.go-to", {
          rooms: rooms.length > 0 ? sayListed(rooms.map(({ to }) => labelOf(to))) : say("alerts.no-room"),
        }),
      ),
      ...rooms.flatMap(({ to, problem, waiting }) => (problem ? [note(writeProblem(to, problem, waiting))] : [])),
      ...(stopped.length > 0 ? [note(say("alerts.stopped", { rooms: sayListed(stopped.map(labelOf)) }))] : []),
      ...incidents.flatMap(({ incident, decisions }): readonly Block[] => [
        text(
          ...numberOf(incident),
          say("alerts.incident", { name: strong(nameOf(incident)), phase: sayPhase(incident) }),
        ),
        {
          kind: "list",
          items: decisions.map(({ to, decision }) => [writeDecision(labelOf(to), decision)]),
        },
      ]),
    ],
  };
}

function writeProblem(to: Target, { kind, since, why, fix }: RoomProblem, waiting: number): Inline {
  const room = labelOf(to);
  // When it was chosen says nothing about when its chat was taken out.
  const problem =
    kind === "unserved"
      ? say("alerts.problem", { room, kind, why })
      : say("alerts.problem-since", { room, kind, since: when(since), why });
  const way = fix === null ? null : say("links.to-do", { fix });
  return sayInTurn(problem, way, waiting === 0 ? null : say("alerts.waiting", { count: waiting }));
}

const sayPhase = ({ phase }: Pick<Incident, "phase">): Text => say("alerts.phase", { phase });

/** Whether a room is told of it; a silence stands there under its name, too. */
const writeDecision = (room: Inline, decision: Decision): Inline =>
  decision.speak
    ? say("alerts.about-to", { room, kinds: sayListed(decision.kinds.map((kind) => say("alerts.kind", { kind }))) })
    : say("alerts.silent", { room, name: decision.silence, silence: decision.silence.replaceAll("-", "_") });

/** The latest incidents, open or over. */
export function writeList(incidents: readonly Incident[]): Card {
  const items = incidents.map((one): Line => {
    const { gateway, title } = one;
    const shared = { at: when(one.begunAt), gateway, title };
    const listed =
      one.overAt === null
        ? say("alerts.listed", { ...shared, phase: sayPhase(one) })
        : say("alerts.listed-over", { ...shared, length: sayLength((one.goneSince ?? one.overAt) - one.begunAt) });
    return [...numberOf(one), listed];
  });
  const none = text(say("alerts.list-none"));
  return { tone: "neutral", title: say("alerts.list"), blocks: items.length > 0 ? [{ kind: "list", items }] : [none] };
}

const numberOf = ({ number }: Incident): Line => (number === undefined ? [] : [code(`#${number}`), " "]);

/** Several that are told as one say themselves where they are. */
export const nameOf = ({ gateway, title, members }: Topic): Text =>
  members.length > 0 ? title : say("parts.of", { name: gateway, what: title });

/** Everything that may be said of it in a room. */
export function writeDetails(topic: Topic, now: Instant): Card {
  const { impact, rules, begunAt, lastSeenAt, openings, acknowledgedBy, members } = topic;
  return {
    tone: "neutral",
    title: nameOf(topic),
    blocks: [
      text(...topic.explanation),
      ...sayNext(topic.next),
      ...(members.length > 0 ? [{ kind: "list" as const, items: members.map(memberLine) }] : []),
      {
        kind: "fields",
        fields: [
          { label: say("alerts.began"), value: [when(begunAt)] },
          {
            label: say("alerts.last-seen"),
            value: [
              say("alerts.last-seen-for", {
                at: when(lastSeenAt),
                length: sayLength((topic.overAt ?? now) - begunAt),
              }),
            ],
          },
          { label: say("alerts.rules"), value: [sayListed(rules)] },
          ...(openings.length > 1
            ? [{ label: say("alerts.opened"), value: [say("alerts.times", { count: openings.length })] }]
            : []),
          {
            label: say("alerts.answers"),
            value: [say("alerts.answers-of", { count: impact.answers, fallbacks: impact.fallbacks })],
          },
          ...(impact.unauthorized > 0 ? [{ label: "401s", value: [String(impact.unauthorized)] }] : []),
          ...(impact.exhausted > 0
            ? [{ label: say("alerts.no-answer"), value: [say("alerts.turns", { count: impact.exhausted })] }]
            : []),
          { label: say("alerts.acknowledged"), value: [acknowledgedBy ?? say("alerts.not-acknowledged")] },
        ],
      },
      note(say("alerts.private", { command: code("/model-status") })),
    ],
  };
}

const memberLine = (one: Incident): Line => [
  ...numberOf(one),
  say("alerts.member", {
    name: strong(one.gateway),
    phase: one.overAt === null ? one.phase : "over",
    at: when(one.begunAt),
  }),
];

export const labelOf = ({ platform, target }: Target): Inline<never> => code(`${platform}:${target}`);
