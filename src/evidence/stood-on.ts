import type { GatewayId, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Transcript } from "../core/record.ts";
import { traceTurns } from "./turns.ts";
import { createHeartbeatOf } from "./wishes.ts";

/** On what sessions stood before the turns that were read of them; on nothing where the release holds none there. */
export async function readStoodOn(
  store: Pick<EvidenceStore, "stoodOn">,
  gateway: GatewayId,
  transcripts: readonly Transcript[],
  snapshot: Pick<Snapshot, "agents" | "sessions" | "release">,
): Promise<ReadonlyMap<string, ModelRef>> {
  const stood = new Map<string, ModelRef>();
  if (!snapshot.release.holdsFallback) return stood;
  const heartbeatOf = createHeartbeatOf(snapshot);
  for (const transcript of transcripts) {
    const { session } = transcript;
    // Turns at the beginning of a page are left out, and stand in the ledger.
    const [first] = traceTurns(transcript);
    if (first === undefined) continue;
    const model = await store.stoodOn(gateway, session, first.askedAt, heartbeatOf(session));
    if (model !== null) stood.set(session, model);
  }
  return stood;
}
