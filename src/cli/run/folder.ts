import { basename } from "node:path";
import { announce, type AnnounceParts } from "../../app/announce.ts";
import { code, text, type Card, type Text } from "../../core/card.ts";
import { HostUnavailable } from "../../core/host-unavailable.ts";
import type { StorePlace } from "../../core/store.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { keepText } from "../../words/kept.ts";
import { say } from "../../words/say.ts";
import { english } from "../../words/speak.ts";
import { hostUnavailable } from "../../words/unavailable.ts";
import { watchStorage, type StorageStanding } from "../../store/sqlite/storage.ts";

/** How the data folder is looked after, in milliseconds. */
export interface Looks {
  readonly every: number;
  /** How long the folder may take for an answer. */
  readonly patience: number;
}
export const LOOKS: Looks = { every: MINUTE, patience: 20 * SECOND };

/** How long the rooms are tried before the end, which must not wait for a chat that is away. */
const LAST_WORDS = 10 * SECOND;

export interface FolderWatch extends AsyncDisposable {
  /** Aborts with the signal that was given, or when the folder is gone and everything has to end. */
  readonly signal: AbortSignal;
  /** For health checks; null while nothing is wrong. */
  readonly trouble: () => string | null;
  throwIfGone(): void;
}

export interface FolderParts extends AnnounceParts {
  readonly looks: Looks;
  /** A look into the ledger, where the folder is in order; what it finds is told elsewhere. */
  readonly lookAtLedger: () => Promise<void>;
  /** Ends the process at once; see {@link Shell}. */
  readonly abandon: (error: HostUnavailable) => void;
}

/**
 * Looks every minute whether the data folder is still the one it began with. When it is not, the rooms are told, and
 * the service ends in order: what it writes would be lost, and a second one could run beside it. A folder that does not
 * answer ends it at once after that, because whatever ends in order would write to it, and wait for ever.
 */
export async function watchFolder(place: StorePlace, parts: FolderParts, signal: AbortSignal): Promise<FolderWatch> {
  const { looks, lookAtLedger, abandon, log } = parts;
  const look = await watchStorage(place, looks.patience);
  const over = new AbortController();
  const ended = new AbortController();
  let bad: Exclude<StorageStanding, { state: "good" }> | null = null;
  const watching = (async () => {
    const stop = AbortSignal.any([signal, ended.signal]);
    while (bad === null) {
      await sleep(looks.every, stop);
      if (stop.aborted) return;
      const standing = await look();
      if (standing.state === "good") await lookAtLedger();
      else bad = standing;
    }
    log.error({ why: english(bad.why) }, "the data folder");
    const limit = AbortSignal.any([stop, AbortSignal.timeout(LAST_WORDS)]);
    await announce(writeBad(bad.what), parts, limit);
    if (bad.state === "silent") abandon(new HostUnavailable(keepText(bad.why), true));
    else over.abort();
  })();
  return {
    signal: AbortSignal.any([signal, over.signal]),
    trouble: () => (bad === null ? null : english(bad.why)),
    throwIfGone() {
      if (bad?.state === "gone") throw hostUnavailable(say("host.put-back", { what: bad.why }), true);
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
    },
  };
}

const writeBad = (what: Text): Card => ({
  tone: "critical",
  title: say("folder.lost"),
  blocks: [text(say("folder.lost-what", { what })), text(say("folder.lost-do"))],
});

export const writeNewIdentity: Card = {
  tone: "warning",
  title: say("folder.identity"),
  blocks: [text(say("folder.identity-do", { pair: code("openclaw-companion pair") }))],
};

export const writeRenewed = (movedTo: string): Card => ({
  tone: "warning",
  title: say("folder.renewed"),
  blocks: [text(say("folder.renewed-lost")), text(say("folder.renewed-moved", { file: code(basename(movedTo)) }))],
});
