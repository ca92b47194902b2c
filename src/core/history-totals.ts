import { startOf, type History, type Served, type Span, type Tally } from "./history.ts";
import { formatModel } from "./model.ts";
import { MINUTE, type Instant } from "./time.ts";

/** A history summed up over its whole span. */
export interface Totals {
  readonly answers: number;
  /** No fewer than that, where of some answers nothing tells why another model gave them. */
  readonly fallbacks: number;
  readonly unknown: number;
  /** One entry a model, the one with the most answers first. */
  readonly models: readonly Served[];
  readonly unauthorized: Tally | null;
  readonly exhausted: Tally | null;
}

export function totalsOf({ buckets }: History): Totals {
  const models = mergeModels(buckets.flatMap(({ served }) => served));
  return {
    answers: models.reduce((sum, { count }) => sum + count, 0),
    fallbacks: models.reduce((sum, { fallbacks }) => sum + fallbacks, 0),
    unknown: models.reduce((sum, { unknown }) => sum + unknown, 0),
    models,
    unauthorized: merge(buckets.flatMap(({ unauthorized }) => unauthorized ?? [])),
    exhausted: merge(buckets.flatMap(({ exhausted }) => exhausted ?? [])),
  };
}

/** One entry a model, the one with the most answers first. */
export const mergeModels = (all: readonly Served[]): readonly Served[] =>
  [...Map.groupBy(all, ({ model }) => formatModel(model)).values()]
    .flatMap(mergeServed)
    .toSorted((a, b) => b.count - a.count || a.firstAt - b.firstAt);

export function merge([first, ...others]: readonly Tally[]): Tally | null {
  if (first === undefined) return null;
  let { count, firstAt, lastAt } = first;
  for (const one of others) {
    count += one.count;
    firstAt = Math.min(firstAt, one.firstAt);
    lastAt = Math.max(lastAt, one.lastAt);
  }
  return { count, firstAt, lastAt };
}

function mergeServed(all: readonly Served[]): readonly Served[] {
  const [first] = all;
  const tally = merge(all);
  if (first === undefined || tally === null) return [];
  const fallbacks = all.reduce((sum, one) => sum + one.fallbacks, 0);
  const unknown = all.reduce((sum, one) => sum + one.unknown, 0);
  return [{ ...tally, model: first.model, fallbacks, unknown }];
}

/** What a history does not know: nothing before `until` at its start, nothing after `from` at its end. */
export interface Unknown {
  /** The record is incomplete before this instant; null when it covers the start. */
  readonly before: Instant | null;
  /** Nothing was read after this instant; null when the record is as new as the span. */
  readonly after: Instant | null;
}

/** A gateway is read every few seconds; less than this behind is not worth a word. */
const LAG = MINUTE;

export function unknownOf(history: History): Unknown {
  const { span, recordSince, seenUntil } = history;
  if (recordSince === null) return { before: span.to, after: null };
  const before = recordSince > span.from ? Math.min(recordSince, span.to) : null;
  const newest = seenUntil ?? newestOf(history) ?? recordSince;
  const behind = newest < span.to - Math.max(LAG, span.step);
  return { before, after: behind ? Math.max(newest, span.from, before ?? 0) : null };
}

/** Whether something of its span is not known. */
export function isPartly(history: History): boolean {
  const { before, after } = unknownOf(history);
  return before !== null || after !== null;
}

/** The newest instant anything is recorded at. */
function newestOf(history: History): Instant | null {
  const { models, unauthorized, exhausted } = totalsOf(history);
  const instants = [...models, ...[unauthorized, exhausted].flatMap((tally) => tally ?? [])].map(
    ({ lastAt }) => lastAt,
  );
  return instants.length === 0 ? null : Math.max(...instants);
}

/** Whether nothing at all is known of a bucket. */
export const isUnseen = (span: Span, { before, after }: Unknown, bucket: number): boolean =>
  (before !== null && startOf(span, bucket + 1) <= before) || (after !== null && startOf(span, bucket) >= after);
