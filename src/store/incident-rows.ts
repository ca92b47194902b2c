import { z } from "zod";
import type { Incident } from "../core/incident.ts";
import { isRuleId, type RuleId } from "../core/rules.ts";
import { keepLine, keepText } from "../words/kept.ts";
import { LINE, TEXT } from "./texts.ts";

const INSTANT = z.number();
const COUNT = z.number().default(0);
const SPENT = z.object({ usd: z.number(), priced: z.number(), unpriced: z.number() });
const IMPACT = z.object({
  answers: COUNT,
  fallbacks: COUNT,
  unauthorized: COUNT,
  exhausted: COUNT,
  sessions: COUNT,
  goodInARow: COUNT,
  spent: SPENT.exactOptional(),
});
const SEVERITY = z.enum(["critical", "warning", "info"]);
/** A rule of another release is none of this one. */
const RULES = z.array(z.string()).transform((all): readonly RuleId[] => all.filter(isRuleId));
const INCIDENT = z.object({
  id: z.string(),
  gateway: z.string(),
  cause: z.custom<RuleId>((value) => typeof value === "string" && isRuleId(value)),
  subjects: z.array(z.string()).exactOptional(),
  rules: RULES,
  severity: SEVERITY,
  title: TEXT,
  explanation: LINE,
  next: LINE.exactOptional(),
  remedy: z.string().nullable(),
  agents: z.array(z.string()),
  phase: z.enum(["pending", "open", "recovering", "over"]),
  checks: z.number(),
  begunAt: INSTANT,
  lastSeenAt: INSTANT,
  goneSince: INSTANT.nullable(),
  overAt: INSTANT.nullable(),
  openings: z.array(INSTANT),
  impact: IMPACT.exactOptional(),
  /** What it was called before. */
  toll: IMPACT.exactOptional(),
  mended: z.object({ at: INSTANT, by: z.string() }).exactOptional(),
  formerly: TEXT.exactOptional(),
  ended: z.literal("replaced").exactOptional(),
  acknowledgedBy: z.string().nullable(),
  mutedBy: z.string().nullable(),
  mutedUntil: z.union([INSTANT, z.literal("over")]).nullable(),
  announced: SEVERITY.nullable(),
  models: z.object({ configured: z.string(), answering: z.string().nullable() }).exactOptional(),
  group: z.string().exactOptional(),
});
const NONE = IMPACT.parse({});

/** For its column: sentences with their words, for a release that has others. */
export const writeIncident = (incident: Incident): string =>
  JSON.stringify({
    ...incident,
    title: keepText(incident.title),
    explanation: keepLine(incident.explanation),
    ...(incident.next !== undefined && { next: keepLine(incident.next) }),
    ...(incident.formerly !== undefined && { formerly: keepText(incident.formerly) }),
  });

/** Null for what is damaged, or about a rule that this release does not have. */
export function readIncident(kept: string, number: number | null): Incident | null {
  const { data } = INCIDENT.safeParse(toJson(kept));
  if (data === undefined) return null;
  const { toll, impact = toll ?? NONE, ...incident } = data;
  return { ...incident, impact, ...(number !== null && { number }) };
}

function toJson(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}
