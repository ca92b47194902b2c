import type { Failure } from "../core/failure.ts";
import type { LogEntry, Transcript, TranscriptEntry } from "../core/record.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import { SECOND, type Instant } from "../core/time.ts";
import type { Work } from "../lib/in-turns.ts";

/** One try at one model inside a turn; the retries a gateway makes inside it are one try. */
export interface Try {
  readonly model: ModelRef;
  readonly at: Instant;
  readonly failure: Failure;
}

/** The line of the log that ends a try whose transcript entry names no run. */
interface NamedTry {
  readonly run: string;
  /** Its chain was to go on with another model; one that asks the same model a second time has begun anew. */
  readonly isMove: boolean;
  readonly at: Instant;
}

/** Failures of one session by the lines that tell of them. */
export type NamedTries = ReadonlyMap<TranscriptEntry, NamedTry>;

type Line = Extract<LogEntry, { kind: "decision" | "provider-error" }> & { readonly run: string };

/** A line that names no session follows the one that names it at once. */
const AT_ONCE = SECOND;

/**
 * Gives failures the runs that only the log tells: all of them from 2026.3.11 to 2026.5, those of heartbeats after that.
 * A failure is dated by when its model was asked; its line comes when it was over, before the question is put again.
 */
export function* nameTries(
  { session, entries }: Transcript,
  log: readonly LogEntry[],
  sessionsById: ReadonlyMap<string, string>,
): Work<NamedTries> {
  if (!entries.some(isUnnamed)) return new Map();
  const sessionOf = readSessions(log, sessionsById);
  const lines = log.filter(isLine).filter(({ run }) => (sessionOf.get(run) ?? session) === session);
  const named = new Map<TranscriptEntry, NamedTry>();
  let next = Infinity;
  /** When a model was asked next: not every question is shown. */
  const again = new Map<string, Instant>();
  for (const entry of entries.toReversed()) {
    yield;
    if (isUnnamed(entry)) {
      const name = formatModel(entry.model);
      const until = Math.min(next, again.get(name) ?? Infinity);
      const line = lines.findLast((one) => one.at >= entry.at && one.at <= until && modelOf(one) === name);
      again.set(name, entry.at);
      if (line) named.set(entry, { run: line.run, isMove: line.kind === "decision" && !line.last, at: line.at });
    } else if (entry.kind === "asked") next = entry.at;
  }
  return named;
}

const isUnnamed = (entry: TranscriptEntry): entry is Extract<TranscriptEntry, { kind: "failed" }> =>
  entry.kind === "failed" && entry.run === null;

const isLine = (line: LogEntry): line is Line =>
  line.kind === "provider-error" || (line.kind === "decision" && line.run !== null && line.outcome === "failed");

const modelOf = (line: Line): string => formatModel(line.kind === "decision" ? line.candidate : line.model);

/** Whose runs the lines tell of, as far as they say: by the id of the session, or by the line of its lane right before. */
function readSessions(log: readonly LogEntry[], byId: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const sessions = new Map<string, string>();
  let lane: Extract<LogEntry, { kind: "lane-error" }> | null = null;
  for (const line of log) {
    if (line.kind === "lane-error") lane = line;
    if (line.kind !== "decision" || line.run === null) continue;
    const beside = lane !== null && line.at - lane.at <= AT_ONCE ? lane.session : undefined;
    const session = byId.get(line.sessionId ?? "") ?? beside;
    if (session !== undefined) sessions.set(line.run, session);
  }
  return sessions;
}

/** How often one run moved on from the same model. */
export function countMoves(entries: readonly TranscriptEntry[], tries: NamedTries): number {
  if (tries.size === 0) return 0;
  const moves = new Map<string, Set<Instant>>();
  for (const entry of entries) {
    const named = tries.get(entry);
    if (entry.kind !== "failed" || named?.isMove !== true) continue;
    const name = `${named.run}/${formatModel(entry.model)}`;
    moves.set(name, (moves.get(name) ?? new Set()).add(named.at));
  }
  return Math.max(0, ...[...moves.values()].map(({ size }) => size));
}

const NONE: readonly Try[] = [];

export function triesOf(entries: readonly TranscriptEntry[]): readonly Try[] {
  if (!entries.some(({ kind }) => kind === "failed")) return NONE;
  const tries = new Map<string, Try>();
  for (const entry of entries) {
    if (entry.kind !== "failed") continue;
    const name = `${entry.model.provider}/${entry.model.model}`;
    if (!tries.has(name)) tries.set(name, { model: entry.model, at: entry.at, failure: entry.failure });
  }
  return [...tries.values()];
}
