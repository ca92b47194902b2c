import type { Selectable } from "kysely";
import { z } from "zod";
import type { Repair, RepairState } from "../core/repair.ts";
import type { Plan } from "../core/plan.ts";
import { keepLine, keepText } from "../words/kept.ts";
import { say } from "../words/say.ts";
import { readJson } from "./json.ts";
import type { Schema } from "./schema.ts";
import { LINE, TEXT } from "./texts.ts";

/** The shape plans are written in. Rows of earlier ones are read as they are, with what they lack. */
const VERSION = 2;

const PATH = z.array(z.string());
const MODEL = z.object({ provider: z.string(), model: z.string() });
const ANSWERER = z
  .object({ agent: z.string(), wanted: MODEL, chosen: z.literal(true).optional() })
  .transform(({ chosen, ...one }) => ({ ...one, ...(chosen && { chosen }) }));
const JSON_OBJECT = z.record(z.string(), z.json());
const CHANGE = z
  .object({ path: PATH, before: z.json().optional(), after: z.json().optional(), written: z.json().optional() })
  .transform(({ path, before, after, written }) => ({
    path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(written !== undefined && { written }),
  }));
const PATCH = z.object({ merge: JSON_OBJECT, replacePaths: z.array(z.string()).default([]) });
const STEP = z.object({
  label: TEXT.default("change"),
  changes: z.array(CHANGE),
  forward: z.array(PATCH).default([]),
  split: z.boolean().default(false),
  made: z.array(PATH).default([]),
  exact: z.boolean().default(true),
  part: z.boolean().default(false),
});
const SESSION = z.object({
  session: z.string(),
  agent: z.string(),
  model: MODEL,
  by: z.enum(["person", "gateway"]),
});
const TURN = z.object({ session: z.string(), agent: z.string(), prompt: z.string(), every: z.number() });
const TASK = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("change") }),
  z.object({ kind: z.literal("undo"), repair: z.string(), over: z.boolean() }),
  z.object({ kind: z.literal("sign-in"), provider: z.string(), refused: z.boolean().default(true) }),
  z.object({ kind: z.literal("stop"), turns: z.array(TURN) }),
  z.object({ kind: z.literal("release"), sessions: z.array(SESSION) }),
]);
const PERSON = z.object({ platform: z.string(), id: z.string(), name: z.string() });
const DIGESTS = z.record(z.string(), z.string());
const PLAN = z.object({
  v: z.number().int().max(VERSION).default(1),
  id: z.string(),
  task: TASK.default({ kind: "change" }),
  gateway: z.string(),
  remedy: z.string().default("unknown"),
  command: z.string().optional(),
  title: TEXT.default(() => say("plan.of-before")),
  why: LINE.default([]),
  steps: z.array(STEP).default([]),
  effects: z.array(LINE).default([]),
  proves: z.array(ANSWERER).default([]),
  answered: z.array(ANSWERER).default([]),
  restarts: z.boolean().default(true),
  baseHash: z.string().default(""),
  around: z.object({ document: DIGESTS, running: DIGESTS }).default({ document: {}, running: {} }),
  files: z.array(z.string()).default([]),
  shows: z.array(CHANGE).default([]),
  by: PERSON,
  place: z.string().default(""),
  createdAt: z.number().default(0),
  expiresAt: z.number().default(0),
});
/** The shape of what stands beside a plan; rows of before name none. */
const BESIDE = 1;
const V = z.number().int().max(BESIDE).default(BESIDE);
const CARD = z
  .object({ v: V, platform: z.string(), target: z.string(), message: z.string(), detour: TEXT.optional() })
  .transform(({ v: _version, detour, ...card }) => ({ ...card, ...(detour !== undefined && { detour }) }))
  .nullable()
  .catch(null);
const APPROVED = z
  .object({ v: V, by: PERSON, at: z.number() })
  .transform(({ v: _version, ...approved }) => approved)
  .nullable()
  .catch(null);
const STATE = z.enum([
  "planned",
  "cancelled",
  "applying",
  "proving",
  "reverting",
  "fixed",
  "reverted",
  "undoing",
  "overwriting",
  "undone",
  "unclear",
] satisfies readonly RepairState[]);

/** Its sentences with their English, for a release that has other words. */
export const writePlan = (plan: Plan): string =>
  JSON.stringify({
    v: VERSION,
    ...plan,
    title: keepText(plan.title),
    why: keepLine(plan.why),
    steps: plan.steps.map((step) => ({ ...step, label: keepText(step.label) })),
    effects: plan.effects.map(keepLine),
  });

/** Where its card stands; null when it was never shown. */
export const writeCard = (card: Repair["card"]): string => JSON.stringify(card && { v: BESIDE, ...card });

export const writeApproved = ({ by: { platform, id, name }, at }: NonNullable<Repair["approved"]>): string =>
  JSON.stringify({ v: BESIDE, by: { platform, id, name }, at });

type Row = Selectable<Schema["repairs"]>;

/** Null where the row cannot be read: written by a newer release, or damaged. */
export function readRepair(row: Row): Repair | null {
  const plan = PLAN.safeParse(readJson(row.plan));
  const state = STATE.safeParse(row.state);
  if (!plan.success || !state.success) return null;
  const { v: _version, command = commandOf(plan.data), ...rest } = plan.data;
  return {
    plan: { ...rest, command },
    state: state.data,
    step: row.step,
    updatedAt: row.updated_at,
    card: CARD.parse(row.owed === null ? null : readJson(row.owed)),
    approved: APPROVED.parse(row.approved === null ? null : readJson(row.approved)),
  };
}

/** Rows of before do not tell it. */
const commandOf = ({ task, remedy }: Pick<Plan, "task" | "remedy">): string =>
  task.kind === "change" && remedy === "set-model" ? remedy : COMMANDS[task.kind];
const COMMANDS = {
  change: "fix-codex",
  undo: "undo-fix",
  release: "release-sessions",
  "sign-in": "fix-codex",
  stop: "fix-codex",
} as const;
