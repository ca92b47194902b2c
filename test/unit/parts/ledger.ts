import type { Ledger } from "../../../src/core/ledger.ts";
import { openStore, type Store } from "../../../src/store/open.ts";
import { NOW } from "./ledger-words.ts";
import { makeFolder } from "./link.ts";

export interface HeldLedger extends AsyncDisposable {
  readonly folder: string;
  readonly store: () => Store;
  readonly ledger: () => Ledger;
  /** Closes the file and opens it again, as a restart does. */
  reopen(): Promise<void>;
}

/** A ledger on a real file of its own. */
export async function openLedger(): Promise<HeldLedger> {
  const folder = makeFolder();
  let store = await openStore(folder.path, () => NOW);
  return {
    folder: folder.path,
    store: () => store,
    ledger: () => store.ledger,
    async reopen() {
      await store.close();
      store = await openStore(folder.path, () => NOW);
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      folder[Symbol.dispose]();
    },
  };
}
