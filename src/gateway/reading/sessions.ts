import { z } from "zod";
import type { Archived, SessionRow } from "../../core/gateway.ts";
import type { ModelRef } from "../../core/model.ts";
import type { Resolved } from "./agents.ts";
import { INSTANT, ITEMS, loose, MOST_NAMED, readEach, readReply, toModel } from "./reply.ts";

const ROW = z.object({
  key: z.string(),
  sessionId: z.string().nullish(),
  agentId: z.string().optional(),
  updatedAt: INSTANT.nullish(),
  modelProvider: z.string().nullish(),
  model: z.string().nullish(),
  modelOverrideSource: z.string().nullish(),
  createdAt: loose(INSTANT),
  hasActiveRun: z.boolean().optional(),
  lastRunId: loose(z.string()),
});

const REPLY = z.object({
  defaults: z.object({ modelProvider: z.string().nullish(), model: z.string().nullish() }).default({}),
  sessions: ITEMS.default([]),
  totalCount: loose(z.number()),
  hasMore: loose(z.boolean()),
  nextOffset: loose(z.number()),
});

const AGENTS = z.object({
  defaultId: z.string().default("main"),
  agents: ITEMS.default([]),
});

const AGENT = z.object({ id: z.string(), model: loose(z.object({ primary: loose(z.string()) })) });

/** Sessions beyond these have not been used for long. */
export const MOST_SESSIONS = 500;

export interface SessionList {
  readonly defaultModel: ModelRef | null;
  readonly rows: readonly SessionRow[];
  readonly skipped: number;
  /** How many there are in all; null where the release does not tell. */
  readonly total: number | null;
  /** Where the list goes on. */
  readonly next: number | "end" | "unknown";
}

/**
 * Reads a `sessions.list` reply. `tellsPins`: since 2026.8.1 a row's model is the selected one and
 * `modelOverrideSource` says who chose it; before, a row shows the model used last, which proves no choice.
 */
export function readSessions(
  payload: unknown,
  tellsPins: boolean,
  defaultAgent: string,
  limit: number = MOST_SESSIONS,
): SessionList {
  const reply = readReply(REPLY, "sessions.list", payload);
  const { read, skipped } = readEach(ROW, reply.sessions, limit);
  const rows = read.map((row) => toRow(row, tellsPins, defaultAgent));
  const told = reply.sessions.length;
  const { nextOffset = null, totalCount: total = null } = reply;
  // A list that does not say whether it goes on may do so when it is full.
  const isCut = reply.hasMore ?? (total === null ? told >= limit : total > told);
  return {
    defaultModel: toModel(reply.defaults.modelProvider, reply.defaults.model),
    rows,
    skipped,
    total,
    next: !isCut ? "end" : (nextOffset ?? "unknown"),
  };
}

/** Reads an `agents.list` reply: newer releases name the primary of each as they understand it. */
export function readAgentList(payload: unknown): Pick<Resolved, "agent" | "agents"> {
  const reply = readReply(AGENTS, "agents.list", payload);
  const { read } = readEach(AGENT, reply.agents, MOST_NAMED);
  return { agent: reply.defaultId, agents: read.map(({ id, model }) => ({ id, primary: model?.primary ?? null })) };
}

const ARCHIVED = z.object({ sessionId: z.string(), updatedAt: INSTANT });
const USAGE = z.object({ sessions: ITEMS.default([]) });

/** Every session that a `sessions.usage` reply tells of, those that were reset or deleted among them. */
export const readArchived = (payload: unknown): readonly Archived[] =>
  readEach(ARCHIVED, readReply(USAGE, "sessions.usage", payload).sessions, MOST_SESSIONS).read;

/** Session keys read `agent:<agent>:<rest>`; other forms belong to the default agent. */
export function agentOf(sessionKey: string, defaultAgent: string): string {
  const [first, agent] = sessionKey.split(":");
  return first === "agent" && agent ? agent : defaultAgent;
}

function toRow(row: z.infer<typeof ROW>, tellsPins: boolean, defaultAgent: string): SessionRow {
  return {
    key: row.key,
    sessionId: row.sessionId ?? null,
    agent: row.agentId ?? agentOf(row.key, defaultAgent),
    updatedAt: row.updatedAt ?? 0,
    pin: tellsPins ? readPin(row) : "unknown",
    shown: toModel(row.modelProvider, row.model),
    running: row.hasActiveRun ?? null,
    ...(row.createdAt !== undefined && { createdAt: row.createdAt }),
    ...(row.lastRunId !== undefined && { lastRun: row.lastRunId }),
  };
}

function readPin(row: z.infer<typeof ROW>): SessionRow["pin"] {
  if (!row.modelOverrideSource) return null;
  const model = toModel(row.modelProvider, row.model);
  return model && { model, by: row.modelOverrideSource === "auto" ? "gateway" : "person" };
}
