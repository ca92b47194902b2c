import type { Instant } from "../../core/time.ts";

/** An entry of `chat.history`, of every release since 2026.3.2; what only some of them send may be missing. */
export interface Message {
  readonly role: string;
  readonly at: Instant;
  readonly content: string | readonly unknown[] | null;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly api: string | undefined;
  readonly responseModel: string | undefined;
  readonly stopReason: string | null;
  readonly errorMessage: string | null;
  /** In US dollars; a cost of nothing is that of a model whose price is not set, or that is paid for otherwise. */
  readonly cost: number | undefined;
  readonly customType: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly marks: Marks | undefined;
}

interface Marks {
  readonly runId: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly kind: string | undefined;
  /** Its place in the session, counted from 1. */
  readonly seq: number | undefined;
}

/** Further no calendar goes. */
const LAST = 8_640_000_000_000_000;
/** In US dollars; a gateway that tells more for one answer has it wrong. */
const MOST_COST = 10_000;

/**
 * Null for what cannot be read. By hand, because a first reading has tens of thousands of them; a test compares it with
 * a schema that says the same.
 */
export function readMessage(item: unknown): Message | null {
  if (!isObject(item)) return null;
  const { role, timestamp, content, stopReason, errorMessage } = item;
  const { provider, model, customType, idempotencyKey } = item;
  if (typeof role !== "string" || typeof timestamp !== "number" || !(timestamp >= 0 && timestamp <= LAST)) return null;
  if (!isText(provider) || !isText(model) || !isText(customType) || !isText(idempotencyKey)) return null;
  if (!(isText(stopReason) || stopReason === null) || !(isText(errorMessage) || errorMessage === null)) return null;
  if (!(isText(content) || content === null || (Array.isArray(content) && content.every(isObject)))) return null;
  return {
    role,
    at: Math.trunc(timestamp),
    content: content ?? null,
    provider,
    model,
    api: toText(item["api"]),
    responseModel: toText(item["responseModel"]),
    stopReason: stopReason ?? null,
    errorMessage: errorMessage ?? null,
    cost: readCost(item["usage"]),
    customType,
    idempotencyKey,
    marks: readMarks(item["__openclaw"]),
  };
}

/** All of its text; empty where there is none. */
export function textOf({ content }: Message): string {
  if (content === null || typeof content === "string") return content ?? "";
  return content.map((part) => (isObject(part) ? (toText(part["text"]) ?? "") : "")).join("\n");
}

function readCost(usage: unknown): number | undefined {
  const cost = isObject(usage) ? usage["cost"] : undefined;
  const total = isObject(cost) ? cost["total"] : undefined;
  return typeof total === "number" && total > 0 && total <= MOST_COST ? total : undefined;
}

function readMarks(marks: unknown): Marks | undefined {
  if (!isObject(marks)) return undefined;
  const { runId, idempotencyKey, kind, seq: place } = marks;
  if (!isText(runId) || !isText(idempotencyKey) || !isText(kind)) return undefined;
  return { runId, idempotencyKey, kind, seq: typeof place === "number" ? place : undefined };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text, or nothing. */
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

const toText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
