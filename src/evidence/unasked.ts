import type { TranscriptEntry } from "../core/record.ts";
import { REPEATED } from "./retried.ts";
import type { NamedTries } from "./tries.ts";

/**
 * Whether an entry begins the next turn after one whose question is not shown. Some releases (2026.4.26 to 2026.7) show
 * neither what heartbeats ask nor that they found nothing to tell: of those whose model failed, the failures follow each other.
 */
export function isNextUnasked(before: TranscriptEntry, entry: TranscriptEntry, tries: NamedTries): boolean {
  const [run, next] = [tries.get(before)?.run, tries.get(entry)?.run];
  return entry.at - before.at >= REPEATED || (run !== undefined && next !== undefined && run !== next);
}
