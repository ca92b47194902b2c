import type { Impact } from "../../../src/core/evidence.ts";
import type { Finding, Told, Incident, IncidentChange, Topic } from "../../../src/core/incident.ts";
import type { RuleId } from "../../../src/core/rules.ts";
import { reconcile, type ReconcileInput } from "../../../src/incidents/reconcile.ts";

/** An instant that is now in the tests of warnings. */
export const NOW = Date.UTC(2026, 2, 7, 12);

type Found = Extract<Finding, { state: "found" }>;

export const found = (rule: RuleId, rest: Partial<Found> = {}): Found => ({
  rule,
  state: "found",
  severity: "critical",
  title: `Title of ${rule}`,
  explanation: [`About ${rule}.`],
  remedy: null,
  agents: ["main"],
  ...rest,
});
export const clear = (rule: RuleId): Finding => ({ rule, state: "clear" });
export const unknown = (rule: RuleId): Finding => ({ rule, state: "unknown", why: "it cannot be read" });

export const impact = (rest: Partial<Impact> = {}): Impact => ({
  answers: 0,
  fallbacks: 0,
  unauthorized: 0,
  exhausted: 0,
  sessions: 0,
  goodInARow: 0,
  ...rest,
});

export const incident = (rest: Partial<Incident> = {}): Incident => ({
  id: "one",
  gateway: "main",
  cause: "unauthorized",
  rules: ["unauthorized"],
  severity: "critical",
  title: "The primary model is refused with 401",
  explanation: ["About it."],
  remedy: null,
  agents: ["main"],
  phase: "open",
  checks: 1,
  begunAt: NOW,
  lastSeenAt: NOW,
  goneSince: null,
  overAt: null,
  openings: [NOW],
  impact: impact(),
  acknowledgedBy: null,
  mutedBy: null,
  mutedUntil: null,
  announced: null,
  ...rest,
});

/** What a card tells of when it is this one alone. */
export const topic = (rest: Partial<Topic> = {}): Topic => ({ ...incident(rest), members: [], ...rest });

export const told = (rest: Partial<Told> = {}): Told => ({
  card: { platform: "room", target: "1", message: "m1" },
  fingerprint: "as before",
  editedAt: NOW,
  soundedAt: NOW,
  announced: "critical",
  ...rest,
});
export const UNTOLD: Told = { card: null, fingerprint: null, editedAt: null, soundedAt: null, announced: null };

type Check = Partial<Omit<ReconcileInput, "impactSince">> & { readonly impact?: Partial<Impact> };

/** What one check makes of what was known before. */
export const check = ({ impact: counted = {}, ...rest }: Check): readonly IncidentChange[] =>
  reconcile({
    gateway: "main",
    now: NOW,
    watchedSince: 0,
    before: [],
    findings: [],
    impactSince: () => impact(counted),
    overrides: {},
    mended: null,
    newId: () => "new",
    ...rest,
  });

/** As {@link check}, for one incident that is there in the end, changed or not. */
export function checkOne(input: Check): Incident {
  const [change] = check(input);
  const [unchanged] = input.before ?? [];
  const after = change?.after ?? unchanged;
  if (after === undefined) throw new Error("there is no incident");
  return after;
}
