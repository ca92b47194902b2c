import type { Incident } from "../../core/incident.ts";
import type { RoomProblem, Target } from "../../core/rooms.ts";
import type { Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { nameOf } from "./list.ts";

/** The companion's own incidents stand beside those of the gateways, under this name. */
export const OWN = "companion";

/** The incidents about a room have ids that begin so; the rest is when they began. */
const idOf = (to: Target): string => `room-${to.platform}-${to.target}`;

/** Whether an incident is about this room. */
export const isAbout = ({ id, gateway }: Incident, to: Target): boolean =>
  gateway === OWN && (id === idOf(to) || id.startsWith(`${idOf(to)}@`));

const TITLES = {
  lost: (room: string) => say("notices.none-reach", { room }),
  away: (room: string) => say("notices.none-reach", { room }),
  refused: (room: string) => say("notices.room-refuses", { room }),
} as const;

/** What helps where the chat service named nothing better. */
const FIXES = {
  lost: say("links.to-do", { fix: say("notices.let-in") }),
  away: null,
  refused: null,
} as const;

const MEANWHILE = {
  lost: say("notices.tried-here", { command: "/warnings here" }),
  away: say("notices.tried-none-lost"),
  refused: say("notices.tried"),
} as const;

type Told = Omit<RoomProblem, "kind"> & { readonly kind: keyof typeof TITLES };

/** Problems worth a warning of their own: what arrives elsewhere has arrived, and what is not set up is no fault. */
export const isWorthTelling = (problem: RoomProblem): problem is Told =>
  problem.kind !== "detour" && problem.kind !== "unserved";

/** `to` is not known any more where nobody wants that room warned. */
export const endOf = (incident: Incident, to: Target | null, now: Instant): Incident => ({
  ...incident,
  ...(to !== null && { title: say("notices.reach-again", { room: nameOf(to) }) }),
  phase: "over",
  goneSince: now,
  overAt: now,
});

/** How the incident about a room stands now, given the one there was. `isLast`: no other room takes anything. Pure. */
export function toRoomIncident(problem: Told, before: Incident | null, isLast: boolean, now: Instant): Incident {
  const { to } = problem;
  const { kind, why, fix, since } = problem;
  const isOpen = before !== null && before.phase !== "over";
  const openings = isOpen ? before.openings : [...(before?.openings ?? []), now];
  return {
    ...(before ?? UNTOUCHED),
    id: before?.id ?? `${idOf(to)}@${since}`,
    cause: `room-${kind}` as const,
    rules: [`room-${kind}` as const],
    severity: isLast ? "critical" : "warning",
    title: TITLES[kind](nameOf(to)),
    explanation: [
      sayInTurn(say("notices.why", { why }), fix === null ? FIXES[kind] : say("links.to-do", { fix }), MEANWHILE[kind]),
    ],
    phase: "open",
    begunAt: isOpen ? before.begunAt : since,
    // It is not seen by looking, so this says when it was told last that it is so.
    lastSeenAt: isOpen ? before.lastSeenAt : now,
    goneSince: null,
    overAt: null,
    openings,
  };
}

const UNTOUCHED = {
  gateway: OWN,
  remedy: null,
  agents: [],
  checks: 1,
  impact: { answers: 0, fallbacks: 0, unauthorized: 0, exhausted: 0, sessions: 0, goodInARow: 0 },
  acknowledgedBy: null,
  mutedBy: null,
  mutedUntil: null,
  announced: null,
} as const;

/** The newest incident about a room. */
export const findAbout = (incidents: readonly Incident[], to: Target): Incident | null =>
  incidents.findLast((one) => isAbout(one, to)) ?? null;

/** Incidents about rooms that are not over. */
export const openOnes = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.filter(({ id, phase }) => id.startsWith("room-") && phase !== "over");
