import { sql } from "kysely";
import type { FailedAttempt, Turn } from "../core/evidence.ts";
import type { KeyedRow, RowWriting } from "./write-rows.ts";

/** Costs are kept in whole millionths of a US dollar: sums stay exact. */
export const MICROS = 1_000_000;

/** A provider's word wins over what was taken for a refusal before it was seen; whose it was is never forgotten. */
export const ATTEMPTS: RowWriting = {
  table: "attempts",
  columns: {
    gateway: "text",
    key: "text",
    at: "bigint",
    login: "text",
    entry: "text",
    provider: "text",
    model: "text",
    session: "text",
    agent: "text",
    ended_by: "text",
    reason: "text",
    status: "bigint",
    message: "text",
    said: "text",
    scopes: "text",
    until: "bigint",
  },
  grows: sql`(attempts.ended_by = 'gateway' and excluded.ended_by = 'provider')
    or (attempts.session is null and excluded.session is not null and attempts.ended_by = excluded.ended_by)`,
  looked: ["ended_by", "session"],
  update: sql`session = coalesce(excluded.session, attempts.session), agent = coalesce(excluded.agent, attempts.agent),
    ended_by = excluded.ended_by, reason = excluded.reason, status = excluded.status, message = excluded.message,
    said = excluded.said, scopes = excluded.scopes, until = excluded.until`,
};

export const toAttemptRow = (gateway: string, attempt: FailedAttempt): KeyedRow => ({
  gateway,
  key: attempt.key,
  at: attempt.at,
  login: attempt.login ?? null,
  entry: attempt.entry ?? null,
  provider: attempt.model.provider,
  model: attempt.model.model,
  session: attempt.session,
  agent: attempt.agent,
  ended_by: attempt.endedBy,
  reason: attempt.reason,
  status: attempt.status,
  message: attempt.message,
  said: attempt.said,
  scopes: attempt.scopes.length === 0 ? null : attempt.scopes.join(" "),
  until: attempt.until,
});

/** An answer wins over an exhausted chain: retries may still have found one. */
export const TURNS: RowWriting = {
  table: "turns",
  columns: {
    gateway: "text",
    key: "text",
    session: "text",
    agent: "text",
    at: "bigint",
    provider: "text",
    model: "text",
    selected_provider: "text",
    selected_model: "text",
    fallback: "bigint",
    judged: "text",
    wish: "text",
    witness: "text",
    api: "text",
    reported: "text",
    cost: "bigint",
  },
  // A witness may be read later than the answer; one that was read is never forgotten.
  grows: sql`(turns.model is null and excluded.model is not null)
    or (turns.witness is null and excluded.witness is not null)
    or (turns.judged = 'unknown' and excluded.judged <> 'unknown')`,
  looked: ["model", "witness", "judged"],
  update: sql`at = excluded.at, provider = excluded.provider, model = excluded.model,
    selected_provider = excluded.selected_provider, selected_model = excluded.selected_model,
    fallback = excluded.fallback, judged = excluded.judged, wish = excluded.wish, witness = excluded.witness,
    api = excluded.api, reported = excluded.reported, cost = excluded.cost`,
};

export const toTurnRow = (gateway: string, turn: Turn): KeyedRow => ({
  gateway,
  key: turn.key,
  session: turn.session,
  agent: turn.agent,
  at: turn.at,
  provider: turn.answeredBy?.provider ?? null,
  model: turn.answeredBy?.model ?? null,
  selected_provider: turn.selected?.provider ?? null,
  selected_model: turn.selected?.model ?? null,
  fallback: turn.judged === "unknown" || turn.judged === "exhausted" ? null : turn.judged === "fallback" ? 1 : 0,
  judged: turn.judged,
  wish: turn.wish,
  witness: turn.witness,
  api: turn.api ?? null,
  reported: turn.reported ?? null,
  cost: turn.cost === undefined ? null : Math.round(turn.cost * MICROS),
});
