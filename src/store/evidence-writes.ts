import { sql } from "kysely";
import type { FailedAttempt, Turn } from "../core/evidence.ts";
import { digest } from "../lib/digest.ts";
import type { RowWriting } from "./write-rows.ts";

/** Costs are kept in whole millionths of a US dollar: sums stay exact. */
export const MICROS = 1_000_000;

/** A provider's word wins over what was taken for a refusal before it was seen; whose it was is never forgotten. */
export const ATTEMPTS: RowWriting<FailedAttempt> = {
  table: "attempts",
  columns: {
    key: ["text", ({ key }) => key],
    at: ["bigint", ({ at }) => at],
    login: ["text", ({ login }) => login ?? null],
    entry: ["text", ({ entry }) => entry ?? null],
    provider: ["text", ({ model }) => model.provider],
    model: ["text", ({ model }) => model.model],
    session: ["text", ({ session }) => session],
    agent: ["text", ({ agent }) => agent],
    ended_by: ["text", ({ endedBy }) => endedBy],
    reason: ["text", ({ reason }) => reason],
    status: ["bigint", ({ status }) => status],
    message: ["text", ({ message }) => message],
    said: ["text", ({ said }) => said],
    scopes: ["text", ({ scopes }) => (scopes.length === 0 ? null : scopes.join(" "))],
    until: ["bigint", ({ until }) => until],
    facts: ["text", toFacts],
  },
  grows: sql`(attempts.ended_by = 'gateway' and excluded.ended_by = 'provider')
    or (attempts.session is null and excluded.session is not null and attempts.ended_by = excluded.ended_by)`,
  looked: ["ended_by", "session"],
  update: sql`session = coalesce(excluded.session, attempts.session), agent = coalesce(excluded.agent, attempts.agent),
    ended_by = excluded.ended_by, reason = excluded.reason, status = excluded.status, message = excluded.message,
    said = excluded.said, scopes = excluded.scopes, until = excluded.until, facts = excluded.facts`,
};

/** Why attempts failed, as short as sums can be told apart by. */
function toFacts({ endedBy, reason, status, message, said, scopes }: FailedAttempt): string {
  return digest(JSON.stringify([endedBy, reason, status, message, said, ...scopes]));
}

/** Whether a turn was one, as it is judged; null where that cannot be known. */
const FALLBACK: Readonly<Record<Turn["judged"], number | null>> = {
  unknown: null,
  exhausted: null,
  fallback: 1,
  rerouted: 0,
  chosen: 0,
  asked: 0,
};

/** An answer wins over an exhausted chain: retries may still have found one. */
export const TURNS: RowWriting<Turn> = {
  table: "turns",
  columns: {
    key: ["text", ({ key }) => key],
    session: ["text", ({ session }) => session],
    agent: ["text", ({ agent }) => agent],
    at: ["bigint", ({ at }) => at],
    provider: ["text", ({ answeredBy }) => answeredBy?.provider ?? null],
    model: ["text", ({ answeredBy }) => answeredBy?.model ?? null],
    selected_provider: ["text", ({ selected }) => selected?.provider ?? null],
    selected_model: ["text", ({ selected }) => selected?.model ?? null],
    fallback: ["bigint", ({ judged }) => FALLBACK[judged]],
    judged: ["text", ({ judged }) => judged],
    wish: ["text", ({ wish }) => wish],
    witness: ["text", ({ witness }) => witness],
    api: ["text", ({ api }) => api ?? null],
    reported: ["text", ({ reported }) => reported ?? null],
    cost: ["bigint", ({ cost }) => (cost === undefined ? null : Math.round(cost * MICROS))],
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
