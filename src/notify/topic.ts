import type { Message } from "../core/card.ts";
import type { Severity } from "../core/diagnosis.ts";
import type { Impact, Spent } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Incident, IncidentStore, Topic } from "../core/incident.ts";
import type { Instant } from "../core/time.ts";
import { say } from "../words/say.ts";

/** Finds what a card tells of by its id; null when it is not known. */
export type FindTopic = (id: string) => Promise<Topic | null>;

/** Incidents of gateways that are not watched any more end for nobody, and are left out. */
export const createTopics =
  (incidents: Pick<IncidentStore, "group">, gateways: readonly GatewayId[], own: string): FindTopic =>
  async (id) => {
    const members = await incidents.group(id);
    const watched = members.filter(({ gateway }) => gateway === own || gateways.includes(gateway));
    return toTopic(id, watched, gateways.length);
  };

/** Incidents that are told as one have this id in common. */
export const topicOf = ({ id, group }: Incident): string => group ?? id;

/** Puts the incidents of a group together under its id; `gateways` is how many there are in all. Pure. */
export function toTopic(id: string, members: readonly Incident[], gateways: number): Topic | null {
  const [first, ...rest] = members;
  if (first === undefined) return null;
  if (rest.length === 0) return { ...first, id, members: [] };
  const seen = members.filter(({ phase }) => phase === "open" || phase === "recovering");
  const shown = seen.length > 0 ? seen : members;
  const acknowledged = shown.every(({ acknowledgedBy }) => acknowledgedBy !== null);
  // Each has its own repair.
  const { mended: _, ...lead } = first;
  return {
    ...lead,
    ...endOf(members, seen),
    ...muteOf(shown),
    id,
    severity: worst(shown),
    title: titleOf(first, shown.length, gateways),
    remedy: null,
    agents: [],
    begunAt: Math.min(...members.map(({ begunAt }) => begunAt)),
    lastSeenAt: Math.max(...members.map(({ lastSeenAt }) => lastSeenAt)),
    // How often one of them came back, not how many there are.
    openings: members.map(({ openings }) => openings).reduce((most, one) => (one.length > most.length ? one : most)),
    impact: members.map(({ impact }) => impact).reduce(add),
    acknowledgedBy: acknowledged ? (shown[0]?.acknowledgedBy ?? null) : null,
    members,
  };
}

function titleOf({ cause, title }: Incident, count: number, gateways: number): Message {
  const many = { count, all: gateways };
  return cause === "gateway-away" ? say("incidents.some-unreachable", many) : say("incidents.some", { ...many, title });
}

function endOf(
  members: readonly Incident[],
  seen: readonly Incident[],
): Pick<Incident, "phase" | "goneSince" | "overAt"> {
  if (seen.some(({ phase }) => phase === "open")) return { phase: "open", goneSince: null, overAt: null };
  const goneSince = latest(members.map((one) => one.goneSince));
  if (seen.length > 0) return { phase: "recovering", goneSince, overAt: null };
  // One that is seen again, but not for long enough to speak, has not opened again.
  return {
    phase: "over",
    goneSince,
    overAt: latest(members.map((one) => one.overAt ?? one.goneSince ?? one.lastSeenAt)),
  };
}

function muteOf(shown: readonly Incident[]): Pick<Incident, "mutedUntil" | "mutedBy"> {
  const untils = shown.flatMap(({ mutedUntil }) => mutedUntil ?? []);
  if (untils.length < shown.length) return { mutedUntil: null, mutedBy: null };
  const instants = untils.filter((until) => until !== "over");
  return {
    mutedUntil: instants.length > 0 ? Math.min(...instants) : "over",
    mutedBy: shown[0]?.mutedBy ?? null,
  };
}

const latest = (instants: readonly (Instant | null)[]): Instant | null => {
  const known = instants.filter((one) => one !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

const ORDER: readonly Severity[] = ["critical", "warning", "info"];
const worst = (members: readonly Incident[]): Severity =>
  ORDER.find((severity) => members.some((one) => one.severity === severity)) ?? "info";

const add = (a: Impact, b: Impact): Impact => ({
  answers: a.answers + b.answers,
  fallbacks: a.fallbacks + b.fallbacks,
  unauthorized: a.unauthorized + b.unauthorized,
  exhausted: a.exhausted + b.exhausted,
  sessions: a.sessions + b.sessions,
  goodInARow: Math.min(a.goodInARow, b.goodInARow),
  ...(a.spent && b.spent && { spent: addSpent(a.spent, b.spent) }),
});

const addSpent = (a: Spent, b: Spent): Spent => ({
  usd: a.usd + b.usd,
  priced: a.priced + b.priced,
  unpriced: a.unpriced + b.unpriced,
});
