import type { TranscriptEntry } from "../core/record.ts";

/** What a turn cost with the steps before its answer (US dollars); null where the price of one is not known. */
export function costOf(entries: readonly TranscriptEntry[]): number | null {
  let sum = 0;
  for (const entry of entries) {
    if (entry.kind !== "answered" && entry.kind !== "step") continue;
    if (entry.cost === undefined) return null;
    sum += entry.cost;
  }
  return sum;
}
