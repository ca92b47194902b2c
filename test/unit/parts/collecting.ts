import type { RecordSources, TranscriptEntry } from "../../../src/core/record.ts";
import { SECOND } from "../../../src/core/time.ts";
import { createCollector } from "../../../src/evidence/collector.ts";
import type { Occasion } from "../../../src/evidence/news.ts";
import { openLedger } from "./ledger.ts";
import { BIG, NOW } from "./ledger-words.ts";
import { createScriptedSession, type Told } from "./session.ts";

export const OLD = { providerErrors: "transcripts", localRefusals: "lane-errors" } as const;
export const NEW = { providerErrors: "log", localRefusals: "decisions" } as const;
export const MAIN = "agent:main:main";

export const answered = (at: number, model = BIG): TranscriptEntry[] => [
  { kind: "asked", at: at - SECOND, prompt: String(at), run: null },
  { kind: "answered", at, model, run: null },
];

/** A ledger, a session that is told what to tell, and readings at instants of one's choice. */
export async function setUp(sources: RecordSources, first: Told = {}) {
  const held = await openLedger();
  const session = createScriptedSession(sources, first);
  let now = NOW;
  const start = () => createCollector("main", held.ledger(), () => now);
  let collector = start();
  return {
    held,
    session,
    /** Reads once, `later` ms after the reading before. */
    async read(told: Told = first, later = 0, occasion?: Occasion) {
      now += later;
      session.tell(told);
      return collector.read(session, occasion);
    },
    restart() {
      collector = start();
    },
    since: () => held.ledger().recordSince("main"),
    answers: async () => (await held.ledger().counts("main", now)).answers["7d"],
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}
