import { isPartly, merge, mergeModels } from "./history-totals.ts";
import type { Bucket, History } from "./history.ts";

/** The history of many gateways as one. */
export interface FleetHistory extends History {
  /** Those of which not all of it is known. */
  readonly partly: readonly string[];
}

/**
 * Adds up histories over the same span. It counts as known what is known of any of them, as otherwise one gateway that is
 * away would hide all others; which of them are known in part is told beside it.
 */
export function addUp(histories: readonly History[]): FleetHistory | null {
  const [first] = histories;
  if (first === undefined) return null;
  const since = histories.flatMap(({ recordSince }) => recordSince ?? []);
  const until = histories.flatMap(({ seenUntil }) => seenUntil ?? []);
  return {
    // No gateway has it as its name.
    gateway: "",
    span: first.span,
    buckets: first.buckets.map((_, index) => addBuckets(histories.flatMap(({ buckets }) => buckets[index] ?? []))),
    repairs: histories.flatMap(({ repairs }) => repairs).toSorted((a, b) => a.at - b.at),
    recordSince: since.length === 0 ? null : since.reduce((a, b) => Math.min(a, b)),
    seenUntil: until.length === 0 ? null : until.reduce((a, b) => Math.max(a, b)),
    partly: histories.filter(isPartly).map(({ gateway }) => gateway),
  };
}

const addBuckets = (buckets: readonly Bucket[]): Bucket => ({
  served: mergeModels(buckets.flatMap(({ served }) => served)),
  unauthorized: merge(buckets.flatMap(({ unauthorized }) => unauthorized ?? [])),
  exhausted: merge(buckets.flatMap(({ exhausted }) => exhausted ?? [])),
});
