import { basename } from "node:path";
import { announce, type AnnounceParts } from "../../app/announce.ts";
import { code, text, type Card } from "../../core/card.ts";
import { HostUnavailable } from "../../core/host-unavailable.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { watchStorage, type StorageStanding } from "../../store/storage.ts";

const EVERY = MINUTE;
/** How long the rooms are tried before the end, which must not wait for a chat that is away. */
const LAST_WORDS = 10 * SECOND;

export interface FolderWatch extends AsyncDisposable {
  /** Aborts with the signal that was given, or when the folder is gone and everything has to end. */
  readonly signal: AbortSignal;
  /** For health checks; null while nothing is wrong. */
  readonly trouble: () => string | null;
  throwIfGone(): void;
}

/**
 * Looks every minute whether the data folder is still the one it began with. When it is not, the rooms are told, and
 * the service ends in order: what it writes would be lost, and a second one could run beside it.
 */
export async function watchFolder(
  dataDir: string,
  saying: AnnounceParts,
  signal: AbortSignal,
  every = EVERY,
): Promise<FolderWatch> {
  const look = await watchStorage(dataDir);
  const over = new AbortController();
  const ended = new AbortController();
  let trouble: string | null = null;
  let gone: Extract<StorageStanding, { state: "gone" }> | null = null;
  const watching = (async () => {
    const stop = AbortSignal.any([signal, ended.signal]);
    while (gone === null) {
      await sleep(every, stop);
      if (stop.aborted) return;
      const standing: StorageStanding = await look();
      const before: string | null = trouble;
      trouble = standing.state === "good" ? null : standing.why;
      if (trouble !== null && trouble !== before) saying.log.error({ why: trouble }, "the data folder");
      if (standing.state === "gone") gone = standing;
    }
    const limit = AbortSignal.any([stop, AbortSignal.timeout(LAST_WORDS)]);
    await announce(writeGone(gone.what), saying, limit);
    over.abort();
  })();
  return {
    signal: AbortSignal.any([signal, over.signal]),
    trouble: () => trouble,
    throwIfGone() {
      if (gone !== null) throw new HostUnavailable(`${gone.why}: put it back, or start again to begin anew`, true);
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
    },
  };
}

const writeGone = (what: string): Card => ({
  tone: "critical",
  title: "The companion stops: its data folder is gone",
  blocks: [
    text(`On its host ${what}.`),
    text("Nothing is watched until it is started again. Put the folder back first, or it begins anew."),
  ],
});

export const writeRenewed = (movedTo: string): Card => ({
  tone: "warning",
  title: "The companion's ledger was damaged and begun anew",
  blocks: [
    text(
      "Earlier counts, warnings, rooms set here and the log of repairs are gone; what gateways still tell is read again.",
    ),
    text("The damaged file was moved to ", code(basename(movedTo)), " beside it. Check its disk."),
  ],
});
