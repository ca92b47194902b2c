import { z } from "zod";
import type { LogEntry, LogPage } from "../../core/record.ts";
import { modelIn, readGivenUp } from "./failure/given-up.ts";
import { readFailure } from "./failure/read.ts";
import { atOnce, type Work } from "../../lib/in-turns.ts";
import { parseBounded } from "../bounds/frames.ts";
import { nextFileAt } from "./log-day.ts";
import { REST, toRest } from "./log-rest.ts";
import { ITEMS, readEach, readReply, toModel } from "./reply.ts";

const TEXT = z.string().nullish();
const TRIED = z.object({
  provider: z.string(),
  model: z.string(),
  reason: TEXT,
  status: z.number().nullish(),
  errorPreview: TEXT,
  error: TEXT,
});

/** `model_fallback_decision`, since 2026.3.11. */
const DECISION = z.object({
  event: z.literal("model_fallback_decision"),
  decision: z.string(),
  runId: TEXT,
  sessionId: TEXT,
  requestedProvider: TEXT,
  requestedModel: TEXT,
  candidateProvider: z.string(),
  candidateModel: z.string(),
  attempt: z.number().nullish(),
  total: z.number().nullish(),
  reason: TEXT,
  status: z.number().nullish(),
  errorPreview: TEXT,
  previousAttempts: z.array(TRIED).nullish().catch(null),
});

/** `embedded_run_agent_end` of a run whose provider request failed, since 2026.3.11. */
const AGENT_END = z.object({
  event: z.literal("embedded_run_agent_end"),
  isError: z.literal(true),
  runId: z.string(),
  provider: z.string(),
  model: z.string(),
  failoverReason: TEXT,
  rawErrorPreview: TEXT,
  error: TEXT,
});

/** What announces one of the two, whatever else is in it. */
const KNOWN = z.union([
  z.object({ event: z.literal("model_fallback_decision") }),
  z.object({ event: z.literal("embedded_run_agent_end"), isError: z.literal(true) }),
]);

const LINE = z.object({
  "0": z.unknown().optional(),
  "1": z.unknown().optional(),
  "2": z.unknown().optional(),
  time: z.string().optional(),
  _meta: z.object({ date: z.string() }).partial().optional().catch(undefined),
});

const TAIL = z.object({
  file: z.string().default(""),
  cursor: z.number().int().nonnegative(),
  lines: ITEMS.default([]),
  truncated: z.boolean().default(false),
  reset: z.boolean().default(false),
});

const OUTCOMES: Readonly<Record<string, "failed" | "passed-over" | "served">> = {
  candidate_failed: "failed",
  skip_candidate: "passed-over",
  candidate_succeeded: "served",
};
// A page holds thousands of lines and a handful of these.
const WORTH_READING =
  /model_fallback_decision|embedded_run_agent_end|auth_profile_failure_state|lane task error|Embedded agent failed|outcome=error/;
/** What a gateway says when its configuration was changed, by whomever. */
const CONFIG_CHANGED = /config change detected|config hot reload|config (?:write|updated)/i;
const LANE = /^lane task error: lane=session:(\S+) durationMs=\d+ error="(.*)"$/s;
const MESSAGE_FAILED =
  /^message processed: .{0,400} messageId=(\S{1,200}) .{0,400} sessionKey=(\S{1,400}) outcome=error\b/;

/** `logs.tail` takes no larger limit. */
export const MOST_LINES = 5_000;

/** Reads a short `logs.tail` reply at once. */
export const readLogPage = (asked: number | null, payload: unknown): LogPage => atOnce(readLogLines(asked, payload));

/** Reads a `logs.tail` reply, line by line. A last line that is still being written is left for the next page. */
export function* readLogLines(asked: number | null, payload: unknown): Work<LogPage> {
  const tail = readReply(TAIL, "logs.tail", payload);
  const { read, skipped: unread } = readEach(z.string(), tail.lines, MOST_LINES, "last");
  const gap = unread > 0 || (asked === null ? tail.truncated : tail.reset || tail.truncated);
  const entries: LogEntry[] = [];
  let from: number | null = null;
  let skipped = unread;
  const newest = read.at(-1);
  const isWhole = newest === undefined || parseLine(newest) !== null;
  const lines = isWhole ? read : read.slice(0, -1);
  for (const text of lines) {
    yield;
    const isWorthReading = WORTH_READING.test(text);
    if (from !== null && !isWorthReading) continue;
    const line = parseLine(text);
    from ??= line?.at ?? null;
    const entry = line === null ? "unreadable" : toEntry(line);
    if (entry !== null && entry !== "unreadable") entries.push(entry);
    else if (entry === "unreadable" && isWorthReading) skipped += 1;
  }
  const cursor = Math.max(0, tail.cursor - (isWhole ? 0 : Buffer.byteLength(newest)));
  const last = parseLine(lines.at(-1) ?? "");
  const { file } = tail;
  const rollsAt = nextFileAt(file, last?.time ?? "");
  const tellsChange = lines.some((text) => CONFIG_CHANGED.test(text));
  return { file, cursor, entries, skipped, gap, from, until: last?.at ?? null, tellsChange, rollsAt };
}

interface Line {
  readonly at: number;
  /** As it is written. */
  readonly time: string;
  readonly parts: readonly [unknown, unknown, unknown];
}

function parseLine(text: string): Line | null {
  const parsed = LINE.safeParse(parseBounded(text));
  if (!parsed.success) return null;
  const time = parsed.data.time ?? parsed.data._meta?.date ?? "";
  const at = Date.parse(time);
  return Number.isNaN(at) ? null : { at, time, parts: [parsed.data["0"], parsed.data["1"], parsed.data["2"]] };
}

/** Null for a line that says nothing of interest. */
function toEntry({ at, parts }: Line): LogEntry | "unreadable" | null {
  const decision = DECISION.safeParse(parts[1]);
  if (decision.success) return toDecision(at, decision.data);
  const end = AGENT_END.safeParse(parts[1]);
  if (end.success) {
    const { runId, provider, model, failoverReason, rawErrorPreview, error } = end.data;
    const failure = readFailure({ message: rawErrorPreview ?? error ?? "", at, said: failoverReason });
    return { kind: "provider-error", at, run: runId, model: { provider, model }, failure };
  }
  const rest = REST.safeParse(parts[1]);
  if (rest.success) return toRest(at, rest.data);
  if (KNOWN.safeParse(parts[1]).success) return "unreadable";
  for (const part of parts) {
    if (typeof part !== "string") continue;
    const lane = LANE.exec(part);
    if (lane?.[1] !== undefined) return toLaneError(at, lane[1], lane[2] ?? "");
    const [, run, session] = MESSAGE_FAILED.exec(part) ?? [];
    if (run !== undefined && session !== undefined) return { kind: "message-failed", at, run, session };
    if (part.startsWith("Embedded agent failed before reply")) {
      return { kind: "gave-up", at, refused: readGivenUp(part, at) };
    }
  }
  return null;
}

function toLaneError(at: number, session: string, text: string): LogEntry {
  const message = text.replace(/^FailoverError: /, "");
  return { kind: "lane-error", at, session, model: modelIn(message), failure: readFailure({ message, at }) };
}

function toDecision(at: number, line: z.infer<typeof DECISION>): LogEntry | null {
  const outcome = OUTCOMES[line.decision];
  if (outcome === undefined) return null;
  return {
    kind: "decision",
    at,
    run: line.runId ?? null,
    sessionId: line.sessionId ?? null,
    outcome,
    requested: toModel(line.requestedProvider, line.requestedModel),
    candidate: { provider: line.candidateProvider, model: line.candidateModel },
    failure:
      outcome === "served"
        ? null
        : readFailure({ message: line.errorPreview ?? null, at, said: line.reason, status: line.status }),
    last: line.attempt !== null && line.attempt !== undefined && line.attempt === line.total,
    failedBefore: (line.previousAttempts ?? []).map((tried) => ({
      model: { provider: tried.provider, model: tried.model },
      failure: readFailure({
        message: tried.errorPreview ?? tried.error ?? null,
        at,
        said: tried.reason,
        status: tried.status,
      }),
    })),
  };
}
