import { code, note, strong, text, when, type Block, type Card, type Line } from "../src/core/card.ts";
import type { Incident, Target } from "../src/core/incident.ts";
import type { RoomProblem } from "../src/core/rooms.ts";
import type { Instant } from "../src/core/time.ts";
import type { Silence, WarningStatus } from "../src/core/warnings.ts";
import { lengthOf } from "../src/lib/length.ts";
import { english } from "../src/words/speak.ts";

const SILENCES: Readonly<Record<Silence, string>> = {
  "below-threshold": "not told yet: below its threshold",
  "never-spoken": "over before it was told",
  muted: "silent: muted",
  maintenance: "silent: maintenance, see /quiet",
  "quiet-hours": "silent: quiet hours, see /quiet",
  "not-escalated": "told here when nobody acknowledges it",
  unchanged: "told; nothing new to say",
  cooldown: "an edit follows in a few seconds",
  queued: "a message is on its way",
};

/** Where warnings go, what is open, and for each room what it is told or why it is not. */
export function writeStatus({ rooms, stopped, incidents }: WarningStatus): Card {
  const open = incidents.filter(({ incident }) => incident.phase !== "over");
  return {
    tone: open.length > 0 ? "warning" : "good",
    title: open.length > 0 ? `${open.length} open` : "Nothing is open",
    blocks: [
      text("Warnings go to: ", ...(rooms.length > 0 ? joinLines(rooms.map(({ to }) => labelOf(to))) : ["no room yet"])),
      ...rooms.flatMap(({ to, problem, waiting }) => (problem ? [note(...problemLine(to, problem, waiting))] : [])),
      ...(stopped.length > 0 ? [note("Stopped: ", ...joinLines(stopped.map(labelOf)))] : []),
      ...incidents.flatMap(({ incident, decisions }): readonly Block[] => [
        text(...numberOf(incident), strong(nameOf(incident)), ` (${incident.phase})`),
        {
          kind: "list",
          items: decisions.map(({ to, decision }): Line => {
            const said = decision.speak
              ? `about to be told (${decision.kinds.join(", ")})`
              : `${decision.silence}: ${SILENCES[decision.silence]}`;
            return [...labelOf(to), ` ${said}`];
          }),
        },
      ]),
    ],
  };
}

const PROBLEMS: Readonly<Record<RoomProblem["kind"], string>> = {
  lost: "takes no warnings",
  away: "cannot be reached",
  detour: "gets its warnings elsewhere",
  refused: "refuses a warning",
  unserved: "gets no warnings",
};

function problemLine(to: Target, { kind, since, why, fix }: RoomProblem, waiting: number): Line {
  const queued = waiting === 0 ? "" : ` ${waiting} waiting.`;
  return [
    ...labelOf(to),
    ` ${PROBLEMS[kind]}`,
    // When it was chosen says nothing about when its chat was taken out.
    ...(kind === "unserved" ? [] : [" since ", when(since)]),
    `: ${why}.${fix === null ? "" : ` ${fix}.`}${queued}`,
  ];
}

const joinLines = (lines: readonly Line[]): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [", ", ...line]));

/** The latest incidents, open or over. */
export function writeList(incidents: readonly Incident[]): Card {
  const items = incidents.map((one): Line => {
    const end: Line =
      one.overAt === null ? [one.phase] : ["over after ", lengthOf((one.goneSince ?? one.overAt) - one.begunAt)];
    return [...numberOf(one), when(one.begunAt), ` ${one.gateway}: `, one.title, ", ", ...end];
  });
  const none = text("None since the companion began to look.");
  return { tone: "neutral", title: "Incidents", blocks: items.length > 0 ? [{ kind: "list", items }] : [none] };
}

const numberOf = ({ number }: Incident): Line => (number === undefined ? [] : [code(`#${number}`), " "]);

/** Several that are told as one say themselves where they are. */
const nameOf = ({ gateway, title }: Incident): string =>
  /^\d+ of \d+ gateways/.test(english(title)) ? english(title) : `${gateway}: ${english(title)}`;

/** Everything that may be said of one incident in a room; `members` are those that are told as one with it. */
export function writeDetails(incident: Incident, members: readonly Incident[], now: Instant): Card {
  const { impact, rules, begunAt, lastSeenAt, openings, acknowledgedBy } = incident;
  return {
    tone: "neutral",
    title: nameOf(incident),
    blocks: [
      text(...incident.explanation),
      ...(members.length > 0 ? [{ kind: "list" as const, items: members.map(memberLine) }] : []),
      {
        kind: "fields",
        fields: [
          { label: "Began", value: [when(begunAt)] },
          { label: "Last seen", value: [when(lastSeenAt), `, for ${lengthOf((incident.overAt ?? now) - begunAt)}`] },
          { label: "Rules", value: [rules.join(", ")] },
          { label: "Opened", value: [`${openings.length} times`] },
          { label: "Answers", value: [`${impact.answers}, of them ${impact.fallbacks} by a fallback`] },
          { label: "401s", value: [String(impact.unauthorized)] },
          { label: "No answer", value: [`${impact.exhausted} turns`] },
          { label: "Acknowledged", value: [acknowledgedBy ?? "no"] },
        ],
      },
      note("Sessions and the provider's words are in the private part of ", code("/model-status"), "."),
    ],
  };
}

const memberLine = (one: Incident): Line => [
  ...numberOf(one),
  strong(one.gateway),
  one.overAt === null ? ` ${one.phase} since ` : " over, began ",
  when(one.begunAt),
];

export const labelOf = ({ platform, target }: Target): Line => [code(`${platform}:${target}`)];
