import type { GatewayId } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { ModelRef } from "../core/model.ts";
import type { Transcript } from "../core/record.ts";

/** On what sessions stood before the pages that were read of them. */
export async function readStoodOn(
  store: Pick<EvidenceStore, "stoodOn">,
  gateway: GatewayId,
  transcripts: readonly Transcript[],
): Promise<ReadonlyMap<string, ModelRef>> {
  const stood = new Map<string, ModelRef>();
  for (const { session, entries } of transcripts) {
    const first = entries[0];
    const model = first === undefined ? null : await store.stoodOn(gateway, session, first.at);
    if (model !== null) stood.set(session, model);
  }
  return stood;
}
