import type { Ledger } from "../../../src/core/ledger.ts";
import type { Store, StorePlace } from "../../../src/core/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { NOW } from "./ledger-words.ts";
import { makePlace } from "./place.ts";

export interface HeldLedger extends AsyncDisposable {
  readonly place: StorePlace;
  readonly store: () => Store;
  readonly ledger: () => Ledger;
  /** Closes it and opens it again, as a restart does. */
  reopen(): Promise<void>;
}

/** A ledger in a place of its own. */
export async function openLedger(): Promise<HeldLedger> {
  const place = await makePlace();
  let store = await openStore(place, () => NOW);
  return {
    place,
    store: () => store,
    ledger: () => store.ledger,
    async reopen() {
      await store.close();
      store = await openStore(place, () => NOW);
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}
