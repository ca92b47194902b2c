import type { GatewayId, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { LogEntry } from "../core/record.ts";
import { createLogFollower, type LogFollower } from "./follow-log.ts";
import type { Heard } from "./heard.ts";
import type { LastSteps } from "./idle.ts";
import { openMarks, type MarksKeeper } from "./marks.ts";
import type { Page } from "./page.ts";
import { createPatterns, type Patterns } from "./patterns.ts";
import { UNLISTED, type Listing } from "./wanted.ts";

/** What a collector knows of the readings before. */
export interface Known {
  readonly log: LogFollower;
  readonly marks: MarksKeeper;
  /** Lines that transcripts may still explain. */
  readonly recent: readonly LogEntry[];
  readonly sessions: Snapshot["sessions"];
  readonly pages: ReadonlyMap<string, Page>;
  readonly patterns: Patterns;
  readonly heard: Heard;
  readonly listing: Listing;
  readonly steps: LastSteps;
  /** What the reading before showed. */
  readonly shown: string;
}

/** What is known before the first reading of a process. */
export async function begin(store: EvidenceStore, gateway: GatewayId): Promise<Known> {
  const marks = await openMarks(store, gateway);
  return {
    log: createLogFollower(marks.now()),
    marks,
    recent: [],
    sessions: [],
    pages: new Map(),
    patterns: createPatterns(),
    heard: new Map(),
    listing: UNLISTED,
    steps: new Map(),
    shown: "",
  };
}
