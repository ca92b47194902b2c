import type { GatewayId, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { GatewayIdentity } from "../core/identity.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { Instant } from "../core/time.ts";

type NoteStore = Pick<EvidenceStore, "claim" | "noteSelections" | "noteRelease">;

/** Notes who a gateway is and what it is set to. The ledger is asked where that is not what was noted last. */
export interface Notes {
  /** Whether what is kept under the gateway's name is of the one that a session is with. */
  claim(session: GatewaySession, now: Instant): Promise<"same" | "other">;
  /** `release`: what surely runs; null where that is not known. */
  note(snapshot: Snapshot, release: string | null, now: Instant): Promise<void>;
}

export function createNotes(gateway: GatewayId, store: NoteStore): Notes {
  let claimed: GatewayIdentity | null = null;
  let noted = { set: "", release: "" };
  return {
    async claim({ identity }, now) {
      if (identity === undefined) return "same";
      if (identity.device === claimed?.device && identity.address === claimed.address) return "same";
      const whose = await store.claim(gateway, identity, now);
      claimed = identity;
      noted = { set: "", release: "" };
      return whose;
    },
    async note({ agents, version }, release, now) {
      const set = JSON.stringify([version, agents.map(({ id, primary }) => [id, primary])]);
      if (set !== noted.set) await store.noteSelections(gateway, agents, now, version);
      noted = { ...noted, set };
      if (release === null || release === noted.release) return;
      await store.noteRelease(gateway, release, now);
      noted = { ...noted, release };
    },
  };
}
