import type { Block, Language } from "./card.ts";
import type { GatewayId } from "./gateway.ts";
import type { ModelRef } from "./model.ts";
import { DAY, HOUR, MINUTE, SECOND, type Instant } from "./time.ts";

/** The windows a history is asked for by name, in the order they are proposed. */
export const HISTORY_WINDOWS = [
  { name: "1h", length: HOUR },
  { name: "6h", length: 6 * HOUR },
  { name: "24h", length: DAY },
  { name: "7d", length: 7 * DAY },
  { name: "30d", length: 30 * DAY },
] as const;

/** A stretch of time in equal buckets that end exactly at `to`; bucket `i` holds what lies in (start, start + step]. */
export interface Span {
  /** What lies at or before it is not counted, also where the first bucket begins earlier. */
  readonly from: Instant;
  readonly to: Instant;
  /** Milliseconds. */
  readonly step: number;
  /** At most {@link MOST_BUCKETS}. */
  readonly count: number;
}

export const MOST_BUCKETS = 120;
const STEPS = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/** Divides a stretch of time into as many buckets of a length people know as are allowed. */
export function divide(from: Instant, to: Instant): Span {
  const length = Math.max(to - from, SECOND);
  const step =
    STEPS.find((one) => Math.ceil(length / one) <= MOST_BUCKETS) ?? Math.ceil(length / MOST_BUCKETS / DAY) * DAY;
  return { from: to - length, to, step, count: Math.ceil(length / step) };
}

/** Where a bucket begins; that of `span.count` is the end of the span. */
export const startOf = ({ to, step, count }: Span, bucket: number): Instant => to - (count - bucket) * step;

/** How often something happened, and when first and last. */
export interface Tally {
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/**
 * Answers of one model; `fallbacks` of them came although another model was selected, and of `unknown` of them nothing
 * tells why it was this one.
 */
export interface Served extends Tally {
  readonly model: ModelRef;
  readonly fallbacks: number;
  readonly unknown: number;
}

export interface Bucket {
  /** One entry a model that answered. */
  readonly served: readonly Served[];
  /** Attempts that the provider answered with 401. */
  readonly unauthorized: Tally | null;
  /** Turns in which no model produced an answer. */
  readonly exhausted: Tally | null;
}

/** What came of a repair: it held, it took itself back, somebody took it back, or nobody knows. */
export type RepairOutcome = "fixed" | "reverted" | "undone" | "unclear";

export interface RepairMark {
  readonly at: Instant;
  readonly outcome: RepairOutcome;
}

/** What the ledger holds of one gateway over a span. Holds no text of a chat and no session keys. */
export interface Recorded {
  readonly gateway: GatewayId;
  readonly span: Span;
  /** As many as `span.count`, oldest first. */
  readonly buckets: readonly Bucket[];
  /** Oldest first. */
  readonly repairs: readonly RepairMark[];
  /** The instant from which the ledger is complete; null when the gateway was never read. */
  readonly recordSince: Instant | null;
}

export interface History extends Recorded {
  /** The instant up to which it is complete; null when the gateway was not read since the companion started. */
  readonly seenUntil: Instant | null;
}

export interface HistoryQueries {
  history(gateway: GatewayId, span: Span): Promise<Recorded>;
}

/** Where commands get histories and their pictures from. */
export interface HistorySource {
  /** The names of all gateways, in the order they were configured. */
  readonly gateways: readonly GatewayId[];
  /** Everything after `from` up to `to`; rejects for a gateway that is not configured. */
  read(gateway: GatewayId, from: Instant, to: Instant): Promise<History>;
  /**
   * An image with its description; a table of the same where no image can be drawn. `language`: of whoever asks, where
   * that is known.
   */
  picture(history: History, language?: Language): Promise<Block>;
}

/** The picture of a gateway's history from one instant to another, for cards about something else. */
export type DrawHistory = (gateway: GatewayId, from: Instant, to: Instant) => Promise<Block>;
