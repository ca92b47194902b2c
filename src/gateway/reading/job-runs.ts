import { z } from "zod";
import type { Transcript } from "../../core/record.ts";
import { readSessionKey } from "../../core/session-key.ts";
import type { Instant } from "../../core/time.ts";
import { INSTANT, ITEMS, loose, readEach, readReply, toModel } from "./reply.ts";

/** `cron.runs` takes no larger limit. */
export const MOST_RUNS = 200;

const RUN = z.object({
  ts: INSTANT,
  status: loose(z.string()),
  sessionKey: loose(z.string()),
  runAtMs: loose(INSTANT),
  provider: loose(z.string()),
  model: loose(z.string()),
  deliveryError: loose(z.string()),
  diagnostics: loose(z.object({ entries: z.array(z.object({ source: loose(z.string()) })) })),
});
const REPLY = z.object({ entries: ITEMS.default([]), hasMore: z.boolean().default(false) });

/** A page of `cron.runs`, newest first: each run as the transcript that its session would have left. */
interface RunPage {
  readonly runs: readonly Transcript[];
  /** When the oldest run on it ended, of whatever kind that was. */
  readonly oldest: Instant | null;
  readonly hasMore: boolean;
}

export function readRunPage(payload: unknown): RunPage {
  const { entries, hasMore } = readReply(REPLY, "cron.runs", payload);
  const { read } = readEach(RUN, entries, MOST_RUNS);
  return { runs: read.flatMap(toTranscript), oldest: read.at(-1)?.ts ?? null, hasMore };
}

/** None for a run that asked no model, or that went on in a session which is read itself. */
function toTranscript(entry: z.infer<typeof RUN>): readonly Transcript[] {
  const { ts: at, status, sessionKey: session = "", runAtMs: askedAt = at } = entry;
  const { run } = readSessionKey(session);
  const model = toModel(entry.provider, entry.model);
  if (run === null || model === null || (status !== "ok" && status !== "error")) return [];
  const end = isAnswered(entry) ? ({ kind: "answered", model } as const) : ({ kind: "gave-up", refused: [] } as const);
  const asked = { kind: "asked", at: askedAt, prompt: session, run } as const;
  return [{ session, sessionId: run, skipped: 0, entries: [asked, { ...end, at, run }], complete: true }];
}

/** What was answered and could not be delivered is an answer. */
const isAnswered = ({ status, deliveryError, diagnostics }: z.infer<typeof RUN>): boolean => {
  const sources = diagnostics?.entries.map(({ source }) => source) ?? [];
  const isDelivery =
    sources.length > 0 ? sources.every((source) => source === "delivery") : deliveryError !== undefined;
  return status === "ok" || isDelivery;
};
