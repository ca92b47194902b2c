import type { Text } from "../core/card.ts";
import type { GatewayLink, GatewaySession, Snapshot } from "../core/gateway.ts";
import type { EvidenceStore } from "../core/ledger.ts";
import type { Log } from "../core/log.ts";
import type { ModelRef } from "../core/model.ts";
import { HOUR, MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import { listen } from "./bells.ts";
import { createCollector, KEPT, type Reading } from "./collector.ts";
import { ALL, type Occasion } from "./news.ts";
import { toForgetBefore } from "./record-time.ts";
import { say } from "../words/say.ts";
import { english } from "../words/speak.ts";
import { describeTrouble } from "./trouble.ts";

/** Keeps the ledger of one gateway up to date while its link is ready. */
export interface Watch {
  readonly link: GatewayLink;
  snapshot(): Snapshot | null;
  /** When the record was read last without an error. */
  readAt(): Instant | null;
  /** Why the record cannot be read although the link is ready; null when it can. */
  trouble(): Text | null;
  /** Resolves when the record was read for the first time, or that was tried and failed, or `run` is over. */
  readonly tried: Promise<void>;
  /** Reads now; joins a reading that is under way. Resolves when done, whether it succeeded or not. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** The models it lists; none while nothing is linked to it. */
  models(): Promise<readonly ModelRef[]>;
  /** The gateway was set otherwise: what it is set to is read anew. */
  wasSet(): void;
  onReading(read: (reading: Reading) => void): () => void;
  /** Told when a reading brought something new, or reading began or ceased to work. */
  onNews(heard: () => void): () => void;
  run(signal: AbortSignal): Promise<void>;
}

export interface WatchParts {
  readonly store: EvidenceStore;
  readonly clock: Clock;
  /** In [0, 1): gateways that were all linked at once are not all read at once ever after. */
  readonly random: () => number;
  readonly log: Log;
}

/** Between readings that nothing rang for, at most: longer the longer nothing did. */
const POLL = { first: 15 * SECOND, most: MINUTE, share: 3 } as const;
/** A single call that is not answered in time says nothing of a gateway that answered before. */
const PATIENCE = { times: 3, time: MINUTE } as const;

export function createWatch(link: GatewayLink, { store, clock, random, log }: WatchParts): Watch {
  const collector = createCollector(link.id, store, clock);
  const listeners = new Set<(reading: Reading) => void>();
  const heralds = new Set<() => void>();
  let snapshot: Snapshot | null = null;
  let readAt: Instant | null = null;
  let readFrom: GatewaySession | null = null;
  let trouble: Text | null = null;
  let slow: { readonly since: Instant; readonly times: number } | null = null;
  let skipped = 0;
  let nextIn: number | null = null;
  let isSet = false;
  let ring: (() => void) | null = null;
  let underWay: Promise<boolean> | null = null;
  const tried = Promise.withResolvers<void>();

  /** Whether it was read. */
  const read = async (occasion: Occasion, signal?: AbortSignal): Promise<boolean> => {
    const session = link.session();
    if (session === null) return false;
    try {
      const reading = await collector.read(session, occasion, signal);
      ({ snapshot, nextIn } = reading);
      const isNews = reading.isNews || trouble !== null || session !== readFrom;
      readAt = clock();
      readFrom = session;
      trouble = slow = null;
      if (reading.skipped > 0 && reading.skipped !== skipped)
        log.warn({ gateway: link.id, skipped: reading.skipped }, "entries that cannot be read were skipped");
      ({ skipped } = reading);
      for (const listener of listeners) listener(reading);
      if (isNews) for (const tell of heralds) tell();
      return true;
    } catch (error) {
      // A link that has gone says so itself; anything else is trouble with this gateway's record alone.
      if (signal?.aborted || link.session() !== session) return false;
      const { why, words, slow: isSlow } = describeTrouble(error);
      slow = isSlow ? { since: slow?.since ?? clock(), times: (slow?.times ?? 0) + 1 } : null;
      if (slow === null || readAt === null || slow.times >= PATIENCE.times || clock() - slow.since >= PATIENCE.time)
        trouble = why;
      for (const tell of heralds) tell();
      log.warn({ gateway: link.id, why: english(why), words }, "record not read");
      return false;
    }
  };

  const readOne = (occasion: Occasion, signal?: AbortSignal): Promise<boolean> => {
    underWay ??= read(occasion, signal).finally(() => {
      underWay = null;
      if (link.status().state !== "connecting") tried.resolve();
    });
    return underWay;
  };

  return {
    link,
    snapshot: () => snapshot,
    readAt: () => readAt,
    trouble: () => trouble ?? (readAt === null ? describeWaiting(link.session()) : null),
    tried: tried.promise,
    async refresh(signal) {
      await readOne(ALL, signal);
    },
    models: async () => (await link.session()?.models?.()) ?? [],
    wasSet() {
      isSet = true;
      ring?.();
    },
    onReading(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onNews(heard) {
      heralds.add(heard);
      return () => heralds.delete(heard);
    },
    async run(signal) {
      const bells = listen(link);
      ({ ring } = bells);
      let linked: GatewaySession | null = null;
      let nextSweep = 0;
      const sweep = async (): Promise<void> => {
        const now = clock();
        // Nothing is put off for longer because the clock was ahead and was set back.
        if (now < nextSweep && now >= nextSweep - HOUR) return;
        const before = toForgetBefore(now, link.session()?.now?.() ?? null, KEPT);
        if (before === null) return;
        // What is not forgotten now is forgotten an hour later: no reason to stop watching.
        const isAll = await store.forget(link.id, before).catch((error: unknown) => {
          log.warn({ gateway: link.id, words: describeTrouble(error).words }, "old evidence not forgotten");
          return true;
        });
        nextSweep = now + (isAll ? HOUR : 0);
      };
      let rungAt = clock();
      while (!signal.aborted) {
        await underWay;
        const session = link.session();
        const rung = bells.take();
        if (rung.length > 0) rungAt = clock();
        const isLinked = session !== linked;
        const wasSet = isSet;
        isSet = false;
        if (
          await readOne(
            readAt === null ? ALL : { kind: "look", bells: rung, awaited: bells.awaited(), isLinked, wasSet },
            signal,
          )
        ) {
          linked = session;
        } else {
          bells.putBack(rung);
          isSet ||= wasSet;
        }
        await sweep();
        const pause = toPause(clock() - rungAt, random());
        await bells.wait(trouble === null ? Math.min(pause, nextIn ?? Infinity) : pause, signal);
      }
      bells.stop();
      tried.resolve();
    },
  };
}

/** While it is read for the first time: what that waits for. */
function describeWaiting(session: GatewaySession | null): Text | null {
  const call = session?.waitingFor?.() ?? null;
  return call === null ? null : say("links.unread-yet", { call });
}

/** Until the next reading, unless somebody rings: half of it is left to chance. `quiet`: how long nobody did. */
const toPause = (quiet: number, chance: number): number =>
  Math.min(POLL.most, Math.max(POLL.first, quiet / POLL.share)) * (0.5 + chance / 2);
