import { z } from "zod";
import type { Incident } from "../core/incident.ts";
import { isRuleId, type RuleId } from "../core/rules.ts";
import { keepLine, keepText } from "../words/kept.ts";
import { readJson } from "./json.ts";
import { LINE, TEXT } from "./texts.ts";

/** The shape incidents are written in. Rows of earlier ones are read as they are, with what they lack. */
const VERSION = 1;

const INSTANT = z.number();
const MAYBE = INSTANT.nullable().default(null);
const WHO = z.string().nullable().default(null);
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
  v: z.number().int().max(VERSION).default(VERSION),
  id: z.string(),
  gateway: z.string(),
  cause: z.custom<RuleId>((value) => typeof value === "string" && isRuleId(value)),
  subjects: z.array(z.string()).exactOptional(),
  rules: RULES,
  severity: SEVERITY,
  title: TEXT,
  explanation: LINE,
  next: LINE.exactOptional(),
  remedy: z.string().nullable().default(null),
  agents: z.array(z.string()).default([]),
  phase: z.enum(["pending", "open", "recovering", "over"]),
  checks: z.number().default(1),
  begunAt: INSTANT,
  lastSeenAt: INSTANT,
  goneSince: MAYBE,
  overAt: MAYBE,
  openings: z.array(INSTANT).default([]),
  impact: IMPACT.exactOptional(),
  /** What it was called before. */
  toll: IMPACT.exactOptional(),
  mended: z.object({ at: INSTANT, by: z.string() }).exactOptional(),
  formerly: TEXT.exactOptional(),
  ended: z.literal("replaced").exactOptional(),
  acknowledgedBy: WHO,
  mutedBy: WHO,
  mutedUntil: z
    .union([INSTANT, z.literal("over")])
    .nullable()
    .default(null),
  announced: SEVERITY.nullable().default(null),
  models: z.object({ configured: z.string(), answering: z.string().nullable() }).exactOptional(),
  group: z.string().exactOptional(),
});
const NONE = IMPACT.parse({});

/** Its sentences with their English, for a release that has other words. */
export const writeIncident = (incident: Incident): string =>
  JSON.stringify({
    v: VERSION,
    ...incident,
    title: keepText(incident.title),
    explanation: keepLine(incident.explanation),
    ...(incident.next !== undefined && { next: keepLine(incident.next) }),
    ...(incident.formerly !== undefined && { formerly: keepText(incident.formerly) }),
  });

/** Null for what is damaged, of a newer shape, or about a rule that this release does not have. */
export function readIncident(row: { readonly incident: string; readonly number: number | null }): Incident | null {
  const { data } = INCIDENT.safeParse(readJson(row.incident));
  if (data === undefined) return null;
  const { v: _version, toll, impact = toll ?? NONE, ...incident } = data;
  return { ...incident, impact, ...(row.number !== null && { number: row.number }) };
}
