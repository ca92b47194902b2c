import type { Transcript } from "../core/record.ts";
import type { Occasion } from "./news.ts";
import type { Page } from "./page.ts";

/** The sessions of runs by what rang: some releases (2026.3.11 to 2026.4) name neither in the other's place. */
export type Heard = ReadonlyMap<string, string>;

/** Runs that are remembered; lines about older ones were read long ago. */
const MOST = 1_000;

export function keepHeard(before: Heard, occasion: Occasion): Heard {
  if (occasion.kind === "all") return before;
  const bells = [...occasion.bells, ...(occasion.awaited ?? [])];
  if (bells.length === 0) return before;
  const heard = new Map(before);
  for (const { run, session } of bells) if (run !== null && session !== null) heard.set(run, session);
  return new Map([...heard].slice(-MOST));
}

/**
 * A transcript with what was read of heartbeats before they were taken out of it, as old releases do with those that
 * found nothing to tell: what failed in them has failed.
 */
export function withTaken(transcript: Transcript, before: Page | undefined): Transcript {
  const [first] = transcript.entries;
  if (first === undefined || !before?.transcript || before.sessionId !== transcript.sessionId) return transcript;
  const there = new Set(transcript.entries.map(({ kind, at }) => `${kind} ${at}`));
  let isTaken = false;
  const taken = before.transcript.entries.filter((entry) => {
    if (entry.kind === "asked") isTaken = entry.isHeartbeat === true && !there.has(`asked ${entry.at}`);
    return isTaken && entry.at > first.at && (entry.kind === "asked" || entry.kind === "failed");
  });
  if (!taken.some(({ kind }) => kind === "failed")) return transcript;
  return { ...transcript, entries: [...transcript.entries, ...taken].toSorted((a, b) => a.at - b.at) };
}
