import type { Line } from "../core/card.ts";
import type { Impact } from "../core/evidence.ts";
import type { Finding, Incident, IncidentChange } from "../core/incident.ts";
import { worst } from "../core/diagnosis.ts";
import { RULE_FACTS, type ThresholdOverrides } from "../core/rules.ts";
import { MINUTE, type Instant } from "../core/time.ts";
import { saysTheSame } from "../words/kept.ts";
import { groupFindings, isConsequence, type Found, type Group } from "./group.ts";
import { matchAll } from "./match.ts";
import { FLAPPING, thresholdOf } from "./thresholds.ts";

export interface ReconcileInput {
  readonly gateway: string;
  readonly now: Instant;
  /** Since when it is looked at without a break. */
  readonly watchedSince: Instant;
  /** Incidents that are not over, and those that may reopen. */
  readonly before: readonly Incident[];
  readonly findings: readonly Finding[];
  readonly impactSince: (since: Instant) => Impact;
  readonly overrides: ThresholdOverrides;
  /** The newest proved repair since which nobody was answered yet. */
  readonly mended: Incident["mended"] | null;
  /** The newest proved repair, also when somebody was answered since; null, or absent, where there is none. */
  readonly repaired?: Incident["mended"] | null;
  readonly newId: () => string;
}

/** What became of every trouble of a gateway. Pure: before and now give the changes. */
export function reconcile(input: ReconcileInput): readonly IncidentChange[] {
  const found = input.findings.filter((finding): finding is Found => finding.state === "found");
  const matched = matchAll(groupFindings(found), input.before, input.now);
  const taken = new Set(matched.flatMap(({ before }) => before?.id ?? []));
  const seen = matched.map(({ group, before }): IncidentChange => {
    return { before, after: before ? goOn(before, group, input) : begin(group, input) };
  });
  const unseen = input.before
    .filter(({ id, phase }) => !taken.has(id) && phase !== "over")
    .map((before): IncidentChange => ({ before, after: fade(before, input) }));
  return [...seen, ...unseen].filter(({ before, after }) => before === null || !isAlike(before, after));
}

function begin(group: Group, input: ReconcileInput): Incident {
  const { gateway, now } = input;
  const fresh: Incident = {
    id: input.newId(),
    gateway,
    ...withNext(describe(group, [])),
    phase: "pending",
    checks: 1,
    begunAt: beganAt(group, now, 0),
    lastSeenAt: now,
    goneSince: null,
    overAt: null,
    openings: [],
    impact: input.impactSince(beganAt(group, now, 0)),
    acknowledgedBy: null,
    mutedBy: null,
    mutedUntil: null,
    announced: null,
  };
  return openIfDue(fresh, group, input);
}

function goOn(before: Incident, group: Group, input: ReconcileInput): Incident {
  const { now } = input;
  const again = before.phase === "over";
  const begunAt = again ? beganAt(group, now, before.overAt ?? 0) : before.begunAt;
  // What is back was not mended, and another cause has another next step, or none.
  const { mended: _mended, next: _next, formerly, ...kept } = before;
  const told = describe(group, again ? [] : before.agents);
  const after: Incident = {
    ...kept,
    ...withNext(!again && isVaguer(group, before) ? { ...told, ...keepCause(before) } : told),
    ...(!again && formerly !== undefined && { formerly }),
    ...(!again && isOtherCause(group, before) && { formerly: before.title }),
    phase: before.phase === "recovering" ? "open" : again ? "pending" : before.phase,
    checks: again || before.goneSince !== null ? 1 : before.checks + (before.phase === "pending" ? 1 : 0),
    begunAt,
    lastSeenAt: now,
    goneSince: null,
    overAt: null,
    impact: input.impactSince(begunAt),
    ...(again && before.mutedUntil === "over" && { mutedUntil: null, mutedBy: null }),
  };
  return openIfDue(after, group, input);
}

function describe(group: Group, agents: readonly string[]) {
  const [cause, ...rest] = group;
  const { rule, title, explanation, next, remedy } = cause;
  return {
    cause: rule,
    subjects: cause.subjects ?? [],
    rules: group.map((one) => one.rule),
    severity: worst(group.map((one) => one.severity)),
    title,
    explanation,
    next,
    remedy: remedy ?? rest.find((one) => one.remedy !== null)?.remedy ?? null,
    agents: [...new Set([...agents, ...group.flatMap((one) => one.agents)])].toSorted(),
  };
}

/** A cause that was known is not forgotten because only what follows from it is still seen. */
const isVaguer = (group: Group, before: Incident): boolean =>
  isConsequence(group[0].rule) && !isConsequence(before.cause);

const isOtherCause = ([{ rule }]: Group, before: Incident): boolean =>
  rule !== before.cause && !isConsequence(rule) && !isConsequence(before.cause);

const keepCause = ({ cause, subjects = [], title, explanation, next, remedy, rules }: Incident) => ({
  cause,
  subjects,
  title,
  explanation,
  next,
  remedy,
  rules,
});

/** Without a next step where there is none. */
const withNext = <T extends { readonly next: Line | undefined }>({ next, ...told }: T) => ({
  ...told,
  ...(next && { next }),
});

/** Its first sign, which may be older than the companion: but nothing from before it was over last. */
const beganAt = (group: Group, now: Instant, notBefore: Instant): Instant =>
  Math.max(notBefore, Math.min(now, ...group.map(({ since }) => since ?? now)));

/** Any of its rules may be enough: a 401 on the primary speaks before the fallback it causes has happened twice. */
function openIfDue(incident: Incident, group: Group, input: ReconcileInput): Incident {
  if (incident.phase !== "pending") return incident;
  const bad = incident.impact.fallbacks + incident.impact.exhausted;
  const due = group.some(({ rule }) => {
    const { checks, answers, after } = thresholdOf(rule, input.overrides);
    // What is seen by looking only may have come and gone while nobody did.
    const since = RULE_FACTS[rule].seen === "link" ? Math.max(incident.begunAt, input.watchedSince) : incident.begunAt;
    return incident.checks >= checks || bad >= answers || input.now - since >= after;
  });
  if (!due) return incident;
  const openings = incident.openings.filter((at) => input.now - at <= FLAPPING.within);
  return { ...incident, phase: "open", openings: [...openings, input.now] };
}

/** Not seen now. A rule that cannot tell keeps everything as it is: what cannot be seen has not recovered. */
function fade(before: Incident, input: ReconcileInput): Incident {
  const { now } = input;
  const states = input.findings.filter(({ rule }) => before.rules.includes(rule));
  if (states.some(({ state }) => state === "unknown") || states.length === 0) return before;
  const goneSince = before.goneSince ?? now;
  const impact = input.impactSince(before.begunAt);
  const threshold = thresholdOf(before.cause, input.overrides);
  const mended = mendedBy(before, input);
  // What a repair has mended, and proved, is over with the first real answer; until then it waits for one.
  const isProved = !!mended && input.impactSince(mended.at).goodInARow > 0;
  const isQuiet = !mended && now - goneSince >= threshold.quiet;
  const after = { ...before, goneSince, impact, ...(mended && { mended }) };
  const over = isProved || isQuiet || impact.goodInARow >= threshold.goodAnswers;
  if (before.phase === "pending" || over) return { ...after, phase: "over", overAt: now };
  return { ...after, phase: "recovering" };
}

function mendedBy(before: Incident, { mended, repaired }: ReconcileInput): Incident["mended"] | null {
  const { mended: known, begunAt, lastSeenAt, goneSince } = before;
  // The answer that was awaited may have come before anybody looked.
  const between = goneSince === null && repaired && repaired.at >= lastSeenAt ? repaired : null;
  const newest = mended ?? known ?? between;
  return newest && newest.at >= begunAt ? { at: newest.at, by: newest.by } : null;
}

export const isFlapping = (incident: Incident, now: Instant): boolean =>
  incident.openings.filter((at) => now - at <= FLAPPING.within).length > FLAPPING.openings;

/** Whether nothing changed that anybody would see or that must be kept; that it is still seen is kept by the minute. */
function isAlike(before: Incident, after: Incident): boolean {
  if (after.lastSeenAt - before.lastSeenAt >= MINUTE) return false;
  return saysTheSame({ ...before, lastSeenAt: 0 }, { ...after, lastSeenAt: 0 });
}
