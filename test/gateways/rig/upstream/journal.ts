import { appendFileSync } from "node:fs";
import type { ProviderRequest } from "./request.ts";

/** One request the provider dealt with. `status` 0: it was left without an answer; 426: a WebSocket was refused. */
export interface JournalEntry extends Omit<ProviderRequest, "kind"> {
  readonly at: string;
  readonly ms: number;
  readonly kind: ProviderRequest["kind"] | "upgrade";
  readonly status: number;
}

export interface Journal {
  readonly entries: readonly JournalEntry[];
  record(entry: JournalEntry): void;
}

/** Kept in memory for the tests and as JSON lines in `file` for whoever looks into a failed run. */
export function createJournal(file: string): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries,
    record(entry) {
      entries.push(entry);
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
  };
}
