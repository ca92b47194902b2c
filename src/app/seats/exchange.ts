import type { CompanionNews, Membership } from "../../core/companions.ts";
import type { GatewayId } from "../../core/gateway.ts";
import type { Log } from "../../core/log.ts";
import type { Standing, StandingStore } from "../../core/standings.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { messageOf } from "../../lib/message-of.ts";
import { createWakeUp } from "../../lib/wake-up.ts";
import type { SharedWatch } from "./shared-watch.ts";

export interface ExchangeParts {
  readonly membership: Pick<Membership, "tell" | "onNews">;
  readonly store: StandingStore;
  readonly watches: ReadonlyMap<GatewayId, SharedWatch>;
  /** What this companion knows of a gateway that it reads; null where another one does. */
  readonly own: (gateway: GatewayId) => Standing | null;
  /** Nobody is told anything while nobody else is there. */
  readonly hasOthers: () => boolean;
  readonly log: Log;
}

export interface Exchange {
  /** Something new is known of a gateway that this companion reads. */
  news(gateway: GatewayId): void;
  /** Resolves when nothing is on its way any more of what this companion says of a gateway. */
  settled(gateway: GatewayId): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
}

/** How often it is told when gateways were read last, of which there is nothing else to tell. */
const READ = 5 * SECOND;
/** What comes in between is told and heard together. */
const PAUSE = 100;

/** Tells the others what this companion knows of the gateways it reads, and hears what they know of theirs. */
export function createExchange({ membership, store, watches, own, hasOthers, log }: ExchangeParts): Exchange {
  const told = new Map<GatewayId, string>();
  const readAt = new Map<GatewayId, Instant>();
  const outgoing = new Set<GatewayId>();
  let onItsWay: { readonly gateway: GatewayId; readonly ended: Promise<unknown> } | null = null;
  /** Those of which is to be heard, and whether somebody said so. */
  const incoming = new Map<GatewayId, boolean>([...watches.keys()].map((gateway) => [gateway, false]));
  const wakeUp = createWakeUp();

  const tellOne = async (gateway: GatewayId): Promise<void> => {
    const standing = own(gateway);
    if (standing === null) return;
    const words = wordsOf(standing);
    if (told.get(gateway) !== words) {
      await store.keep(standing);
      told.set(gateway, words);
    }
    await membership.tell({ kind: "read", gateway });
  };
  const tellAll = async (): Promise<void> => {
    if (!hasOthers()) {
      told.clear();
      return outgoing.clear();
    }
    for (const gateway of watches.keys()) {
      if (own(gateway) === null) told.delete(gateway);
      else if (!told.has(gateway)) outgoing.add(gateway);
    }
    for (const gateway of outgoing) {
      outgoing.delete(gateway);
      const ended = tellOne(gateway);
      onItsWay = { gateway, ended: ended.catch(() => {}) };
      await ended.catch((error: unknown) => {
        outgoing.add(gateway);
        throw error;
      });
    }
  };
  const hearAll = async (): Promise<void> => {
    const asked = new Map([...incoming].filter(([gateway]) => own(gateway) === null && watches.has(gateway)));
    incoming.clear();
    try {
      for (const standing of await store.of([...asked.keys()]))
        watches.get(standing.gateway)?.hear(standing, asked.get(standing.gateway) === true);
    } catch (error) {
      for (const [gateway, isNew] of asked) incoming.set(gateway, isNew || incoming.get(gateway) === true);
      throw error;
    }
  };
  const exchangeReads = async (): Promise<void> => {
    if (!hasOthers()) return;
    const read = [...watches.keys()].flatMap((gateway) => {
      const at = own(gateway)?.readAt ?? null;
      return at === null || readAt.get(gateway) === at ? [] : [[gateway, at] as const];
    });
    await store.noteRead(new Map(read));
    for (const [gateway, at] of read) readAt.set(gateway, at);
    for (const [gateway, at] of await store.readAt()) if (own(gateway) === null) watches.get(gateway)?.hearRead(at);
  };
  const hear = (news: CompanionNews): void => {
    if (news.kind === "read") {
      incoming.set(news.gateway, true);
      return wakeUp.ring();
    }
    if (news.kind !== "set" && news.kind !== "models") return;
    const watch = own(news.gateway) === null ? undefined : watches.get(news.gateway);
    if (news.kind === "set") watch?.wasSet();
    else watch?.listModels().catch(() => {});
  };

  const every = async (pause: number, step: () => Promise<void>, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const failed = await step().then(
        () => false,
        (error: unknown) => {
          if (!signal.aborted) log.warn({ why: messageOf(error) }, "companions could not tell each other of gateways");
          return true;
        },
      );
      await sleep(failed ? READ : pause, signal);
    }
  };
  return {
    news(gateway) {
      outgoing.add(gateway);
      wakeUp.ring();
    },
    async settled(gateway) {
      if (onItsWay?.gateway === gateway) await onItsWay.ended;
    },
    async run(signal) {
      membership.onNews(hear);
      const reads = every(READ, exchangeReads, signal);
      await every(
        PAUSE,
        async () => {
          await tellAll();
          await hearAll();
          await wakeUp.wait(READ, signal);
        },
        signal,
      );
      await reads;
    },
  };
}

/** Without what changes with each reading although nothing else does. */
const wordsOf = ({ readAt: _at, snapshot, ...standing }: Standing): string =>
  JSON.stringify({ ...standing, snapshot: snapshot && { ...snapshot, at: 0 } });
