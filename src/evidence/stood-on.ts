import type { GatewayId, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Transcript } from "../core/record.ts";
import { createHeartbeatOf } from "./wishes.ts";

/** On what sessions stood before the pages that were read of them; on nothing where the release holds none there. */
export async function readStoodOn(
  store: Pick<EvidenceStore, "stoodOn">,
  gateway: GatewayId,
  transcripts: readonly Transcript[],
  snapshot: Pick<Snapshot, "agents" | "sessions" | "release">,
): Promise<ReadonlyMap<string, ModelRef>> {
  const stood = new Map<string, ModelRef>();
  if (!snapshot.release.holdsFallback) return stood;
  const heartbeatOf = createHeartbeatOf(snapshot);
  for (const { session, entries } of transcripts) {
    const first = entries[0];
    if (first === undefined) continue;
    const model = await store.stoodOn(gateway, session, first.at, heartbeatOf(session));
    if (model !== null) stood.set(session, model);
  }
  return stood;
}
