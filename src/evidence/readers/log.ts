import type { FailedAttempt } from "../../core/evidence.ts";
import { formatModel, readModel, type ModelRef } from "../../core/model.ts";
import type { LogEntry, RecordSources } from "../../core/record.ts";
import type { Instant } from "../../core/time.ts";
import { classifyBy, readRefusal } from "../classify.ts";

/** Tells the lines of this gateway from those of others that write to the same file. */
export interface Ownership {
  ownsRun(run: string): boolean;
  ownsSession(sessionId: string): boolean;
  /** Whether something of this gateway was under way at that time: the last resort for lines that name nothing. */
  ownsInstant(at: Instant): boolean;
}

export interface LoggedAttempt {
  readonly run: string | null;
  readonly session: string | null;
  readonly failed: Omit<FailedAttempt, "session" | "agent">;
}

/** A chain that ended without an answer. `local`: no provider was asked in it. */
export interface ChainEnd {
  readonly at: Instant;
  readonly run: string | null;
  readonly sessionId: string | null;
  readonly session: string | null;
  readonly local: boolean;
}

export interface LoggedEvidence {
  readonly attempts: readonly LoggedAttempt[];
  readonly ends: readonly ChainEnd[];
}

type Decision = Extract<LogEntry, { kind: "decision" }>;
type ProviderError = Extract<LogEntry, { kind: "provider-error" }>;

/** What a gateway's log adds to its transcripts: refusals, ends of chains, and on newer releases provider errors. */
export function readLog(entries: readonly LogEntry[], sources: RecordSources, own: Ownership): LoggedEvidence {
  const decisions = entries.filter((entry): entry is Decision => entry.kind === "decision");
  const sessionIdOf = new Map(
    decisions.flatMap((line) => (line.run && line.sessionId ? [[line.run, line.sessionId]] : [])),
  );
  const owned = (run: string | null, at: Instant): boolean => {
    if (run !== null && own.ownsRun(run)) return true;
    const sessionId = run === null ? undefined : sessionIdOf.get(run);
    return sessionId === undefined ? own.ownsInstant(at) : own.ownsSession(sessionId);
  };
  const asked = entries.filter(
    (entry): entry is ProviderError => entry.kind === "provider-error" && owned(entry.run, entry.at),
  );
  const askedNames = new Set(asked.map((entry) => `${entry.run}/${formatModel(entry.model)}`));
  const mine = decisions.filter((line) => owned(line.run, line.at));
  const refusals = sources.localRefusals === "decisions" ? mine.flatMap((line) => toRefusals(line, askedNames)) : [];
  const provider = sources.providerErrors === "log" ? asked.map(toProviderAttempt) : [];
  const lanes = sources.localRefusals === "lane-errors" ? readLanes(entries, own) : { attempts: [], ends: [] };
  const ends = mine.flatMap((line) => toEnd(line, askedNames));
  return { attempts: [...provider, ...refusals, ...lanes.attempts], ends: [...ends, ...lanes.ends] };
}

function toProviderAttempt(line: ProviderError): LoggedAttempt {
  const failed = {
    key: `run:${line.run}/${formatModel(line.model)}`,
    model: line.model,
    at: line.at,
    endedBy: "provider" as const,
    ...classifyBy("provider", { message: line.message, reason: line.reason, status: null }),
  };
  return { run: line.run, session: null, failed };
}

/** The candidates of a decision that no provider was asked for, those of before it included: newer releases skip repeated lines. */
function toRefusals(line: Decision, asked: ReadonlySet<string>): readonly LoggedAttempt[] {
  if (line.run === null) return [];
  const run = line.run;
  const tried = [...line.failedBefore];
  if (line.outcome !== "served") tried.push({ ...line, model: line.candidate });
  return tried.flatMap((attempt) => {
    const name = `${run}/${formatModel(attempt.model)}`;
    const skipped = line.outcome === "passed-over" && attempt.model === line.candidate;
    if (asked.has(name) || (!skipped && readRefusal(attempt.message) === null)) return [];
    const failed = {
      key: `run:${name}`,
      model: attempt.model,
      at: line.at,
      endedBy: "gateway" as const,
      ...classifyBy("gateway", attempt),
    };
    return [{ run, session: null, failed }];
  });
}

function toEnd(line: Decision, asked: ReadonlySet<string>): readonly ChainEnd[] {
  if (!line.last || line.outcome === "served") return [];
  const local = ![...asked].some((name) => line.run !== null && name.startsWith(`${line.run}/`));
  return [{ at: line.at, run: line.run, sessionId: line.sessionId, session: null, local }];
}

/** Up to 2026.3.8 a refusal leaves one line per attempt, with the session's key and the reason as text. */
function readLanes(entries: readonly LogEntry[], own: Ownership): LoggedEvidence {
  const attempts: LoggedAttempt[] = [];
  const ends: ChainEnd[] = [];
  let lane: { readonly session: string; readonly local: boolean } | null = null;
  for (const entry of entries) {
    if (entry.kind === "lane-error") {
      const text = entry.message.replace(/^FailoverError: /, "");
      const refusal = readRefusal(text);
      lane = { session: entry.session, local: refusal !== null };
      if (refusal === null || !own.ownsInstant(entry.at)) continue;
      const model = modelIn(text);
      const key = `${entry.session}@${entry.at}/${formatModel(model)}`;
      const announced = { message: text, reason: null, status: null };
      const failed = { key, model, at: entry.at, endedBy: "gateway" as const, ...classifyBy("gateway", announced) };
      attempts.push({ run: null, session: entry.session, failed });
    } else if (entry.kind === "gave-up") {
      ends.push({
        at: entry.at,
        run: null,
        sessionId: null,
        session: lane?.session ?? null,
        local: lane?.local ?? false,
      });
      lane = null;
    }
  }
  return { attempts, ends };
}

const modelIn = (text: string): ModelRef =>
  readModel(/(?:model:? |for )"?([\w.-]+\/[\w./:-]*\w)/i.exec(text)?.[1] ?? "") ?? {
    provider: "unknown",
    model: "unknown",
  };
