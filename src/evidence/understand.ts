import type { Evidence } from "../core/evidence.ts";
import type { GatewayId, SessionRow, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { LogEntry, Transcript } from "../core/record.ts";
import { DAY, type Instant } from "../core/time.ts";
import { inTurns } from "../lib/in-turns.ts";
import { assemble, NO_EVIDENCE } from "./assemble.ts";
import type { Circumstances } from "./circumstances.ts";
import { createAsked } from "./login.ts";
import { idsOf } from "./owners.ts";
import { readStoodOn } from "./stood-on.ts";
import { createAgentOf, createWishes } from "./wishes.ts";

/** What holds for all that is read at once. */
interface Given extends Pick<Circumstances, "sources" | "now" | "startedAt" | "heard"> {
  /** Sessions of jobs that are listed no more. */
  readonly jobs: readonly SessionRow[];
  /** Since when the log was read without a break. */
  readonly logSince: Instant | null;
}

/** Makes evidence of transcripts and lines, by what the gateway is set to and what the ledger says of before. */
export const createUnderstanding =
  (store: EvidenceStore, gateway: GatewayId, { jobs, logSince, ...given }: Given) =>
  async (
    snapshot: Snapshot,
    transcripts: readonly Transcript[],
    lines: readonly LogEntry[] = [],
  ): Promise<Evidence> => {
    if (transcripts.length + lines.length === 0) return NO_EVIDENCE;
    const stoodOn = await readStoodOn(store, gateway, transcripts, snapshot);
    const circumstances = {
      ...given,
      sessionsById: idsOf([...snapshot.sessions, ...jobs]),
      retried: await store.retried(gateway, given.now - DAY),
      agentOf: createAgentOf(snapshot),
      wishes: createWishes(snapshot, await store.selections(gateway), {
        loggedFrom: logSince,
        stoodOn: (key) => stoodOn.get(key) ?? null,
      }),
    };
    const evidence = await inTurns(assemble(transcripts, lines, circumstances));
    const asked = createAsked(snapshot);
    const attempts = evidence.attempts.map((one) => ({ ...one, ...asked(one.model.provider) }));
    return { ...evidence, attempts };
  };
