import { z } from "zod";
import type { SessionRow } from "../../core/gateway.ts";
import type { ModelRef } from "../../core/model.ts";
import type { Resolved } from "./agents.ts";
import { INSTANT, loose, MOST_NAMED, readEach, readReply } from "./reply.ts";

const ROW = z.object({
  key: z.string(),
  sessionId: z.string().nullish(),
  agentId: z.string().optional(),
  updatedAt: INSTANT.nullish(),
  modelProvider: z.string().nullish(),
  model: z.string().nullish(),
  modelOverrideSource: z.string().nullish(),
  hasActiveRun: z.boolean().optional(),
});

const REPLY = z.object({
  defaults: z.object({ modelProvider: z.string().nullish(), model: z.string().nullish() }).default({}),
  sessions: z.array(z.unknown()).default([]),
});

const AGENTS = z.object({
  defaultId: z.string().default("main"),
  agents: z.array(z.unknown()).default([]),
});

const AGENT = z.object({ id: z.string(), model: loose(z.object({ primary: loose(z.string()) })) });

/** Sessions beyond these have not been used for long. */
export const MOST_SESSIONS = 500;

export interface SessionList {
  readonly defaultModel: ModelRef | null;
  readonly rows: readonly SessionRow[];
  readonly skipped: number;
}

/**
 * Reads a `sessions.list` reply. `tellsPins`: since 2026.8.1 a row's model is the selected one and
 * `modelOverrideSource` says who chose it; before, a row shows the model used last, which proves no choice.
 */
export function readSessions(payload: unknown, tellsPins: boolean, defaultAgent: string): SessionList {
  const reply = readReply(REPLY, "sessions.list", payload);
  const { read, skipped } = readEach(ROW, reply.sessions, MOST_SESSIONS);
  const rows = read.map((row) => toRow(row, tellsPins, defaultAgent));
  return { defaultModel: toModel(reply.defaults.modelProvider, reply.defaults.model), rows, skipped };
}

/** Reads an `agents.list` reply: newer releases name the primary of each as they understand it. */
export function readAgentList(payload: unknown): Pick<Resolved, "agent" | "agents"> {
  const reply = readReply(AGENTS, "agents.list", payload);
  const { read } = readEach(AGENT, reply.agents, MOST_NAMED);
  return { agent: reply.defaultId, agents: read.map(({ id, model }) => ({ id, primary: model?.primary ?? null })) };
}

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
  };
}

function readPin(row: z.infer<typeof ROW>): SessionRow["pin"] {
  if (!row.modelOverrideSource) return null;
  const model = toModel(row.modelProvider, row.model);
  return model && { model, by: row.modelOverrideSource === "auto" ? "gateway" : "person" };
}

const toModel = (provider: string | null | undefined, model: string | null | undefined): ModelRef | null =>
  provider && model ? { provider, model } : null;
