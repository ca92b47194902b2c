import { hash } from "node:crypto";
import { z } from "zod";
import { compareNames } from "../../core/model-name.ts";
import { MOST_ENTRIES, type OlderEntries, type Transcript, type TranscriptEntry } from "../../core/record.ts";
import type { Instant } from "../../core/time.ts";
import { createOnce } from "../../lib/once.ts";
import { leftOutIn } from "../bounds/frames.ts";
import { readGivenUp } from "./failure/given-up.ts";
import { readFailure } from "./failure/read.ts";
import { readMessage, textOf, type Message } from "./message.ts";
import { ITEMS, keepEach, loose, readReply } from "./reply.ts";

const HISTORY = z.object({
  sessionId: z.string().nullish(),
  messages: ITEMS.default([]),
  /**
   * Told since 2026.9; before, a full page is all there is to go by. What is hidden of a page (2026.4.26 to 2026.7) makes it
   * shorter, too: a short one that begins with an answer may lack the question, unless nothing was left to ask for.
   */
  hasMore: z.boolean().optional().catch(undefined),
  /** Told by releases that send the page before this one. */
  nextOffset: loose(z.number()),
});

/** Under this provider a gateway writes into a transcript itself; no model answered. */
const GATEWAY_ITSELF = "openclaw";

/** Reads a `chat.history` reply; the texts are looked at here and go no further. `from`: where a page before others begins. */
export function readTranscript(session: string, limit: number, payload: unknown, from?: OlderEntries): Transcript {
  const history = readReply(HISTORY, "chat.history", payload);
  // Entries that came meanwhile have moved some of those that were read into this page.
  const { read: all, skipped } = keepEach(readMessage, history.messages, limit, "last");
  const read = from === undefined ? all : all.filter(({ marks }) => (marks?.seq ?? Infinity) < from.before);
  const once = createOnce();
  const entries = read.map((message) => toEntry(message, once)).filter((entry) => entry !== null);
  const isCut = leftOutIn(history.messages[0]) > 0;
  const complete =
    history.hasMore === undefined
      ? history.messages.length < limit && (limit >= MOST_ENTRIES || read[0]?.role !== "assistant")
      : !history.hasMore;
  const isWhole = complete && !isCut;
  const began = isWhole ? readBeginning(read[0]) : null;
  const before = read[0]?.marks?.seq;
  const hasPages = history.nextOffset !== undefined || from !== undefined;
  const older = !isWhole && hasPages && before !== undefined && { offset: (from?.offset ?? 0) + all.length, before };
  return {
    session,
    sessionId: history.sessionId ?? null,
    entries,
    skipped,
    complete: isWhole,
    ...(older !== false && { older }),
    ...(began !== null && { began }),
  };
}

/** A transcript with the page before it; as it was where that is of another session of its name. */
export function joinOlder(newer: Transcript, page: Transcript): Transcript {
  const { session, sessionId, entries, complete } = newer;
  const skipped = page.skipped + newer.skipped;
  if (page.sessionId !== sessionId) return { session, sessionId, entries, complete, skipped };
  return { ...page, entries: [...page.entries, ...entries], skipped };
}

/** Newer releases begin a transcript with a word on why what came before is gone. */
function readBeginning(first: Message | undefined): NonNullable<Transcript["began"]> | null {
  const kind = first?.marks?.kind;
  if (first === undefined || (kind !== "reset" && kind !== "compaction")) return null;
  return { at: first.at, by: kind };
}

/** `once`: what entries have in common is kept once. */
function toEntry(message: Message, once: (text: string) => string): TranscriptEntry | null {
  const { at } = message;
  const named = runOf(message);
  const run = named === null ? null : once(named);
  if (message.role === "user") return toQuestion(textOf(message), at, run);
  if (message.role === "custom" && message.customType === "run-failed-before-reply") {
    return { kind: "gave-up", at, refused: readGivenUp(textOf(message), at), run };
  }
  if (message.role !== "assistant" || message.provider === undefined || message.model === undefined) return null;
  if (message.provider === GATEWAY_ITSELF) {
    const text = textOf(message);
    return text.startsWith("⚠️") ? { kind: "gave-up", at, refused: readGivenUp(text, at), run } : null;
  }
  const model = { provider: once(message.provider), model: once(message.model) };
  const route = message.api !== undefined && { api: once(message.api) };
  if (message.stopReason === "error") {
    const failure = readFailure({ message: message.errorMessage, at });
    return { kind: "failed", at, model, failure, run, ...route };
  }
  if (message.stopReason === "aborted") return { kind: "aborted", at, run };
  const price = message.cost !== undefined && { cost: message.cost };
  if (message.stopReason === "toolUse") return { kind: "step", at, model, run, ...price };
  const { responseModel } = message;
  const isOther = responseModel !== undefined && compareNames(message.model, responseModel) !== "same";
  const reported = isOther && { reported: responseModel };
  return { kind: "answered", at, model, run, ...route, ...reported, ...price };
}

/** With this the `agent` method puts a question to the next model: in place of it (up to 2026.4.15), or before it. */
const CONTINUED = "Continue where you left off. The previous model attempt failed or timed out.";
const AGAIN = "[Retry after the previous model attempt failed or timed out]\n\n";
/** What a question came with, and when. Gateways take it off where a text begins with it, and so not behind the words above. */
const ENVELOPE = /^\[[^\]]*\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[^\]]*\]\s*/;

/** What a gateway asks by itself now and then, as far as its operator did not put it in other words. */
const HEARTBEAT = /\bHEARTBEAT\.md\b|\bHEARTBEAT_OK\b|^\[OpenClaw heartbeat poll\]$/;

function toQuestion(text: string, at: Instant, run: string | null): TranscriptEntry {
  if (text.endsWith(CONTINUED)) return { kind: "retried", at, run };
  const again = text.lastIndexOf(AGAIN);
  const question = again < 0 ? text : text.slice(again + AGAIN.length).replace(ENVELOPE, "");
  return { kind: "asked", at, prompt: digest(question), run, ...(HEARTBEAT.test(question) && { isHeartbeat: true }) };
}

/** The run an entry belongs to; newer releases hide it in the keys `RUN:user` and `RUN:terminal-error`. */
function runOf({ marks, idempotencyKey }: Message): string | null {
  if (marks?.runId !== undefined) return marks.runId;
  const key = idempotencyKey ?? marks?.idempotencyKey ?? null;
  const ending = key === null ? undefined : ENDINGS.find((one) => key.endsWith(one));
  return ending === undefined ? key : (key?.slice(0, -ending.length) ?? null);
}

const ENDINGS = [":user", ":terminal-error"] as const;

const digest = (text: string): string => hash("sha256", text).slice(0, 16);
