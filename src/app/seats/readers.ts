import type { GatewayId, GatewayLink } from "../../core/gateway.ts";
import { SECOND, type Clock } from "../../core/time.ts";
import type { Watch } from "../../evidence/watch.ts";

type Running<T> = T & { run(signal: AbortSignal): Promise<void> };

export interface ReaderParts {
  readonly openLink: (gateway: GatewayId) => Running<GatewayLink>;
  readonly openWatch: (link: GatewayLink) => Watch;
  readonly clock: Clock;
}

/** Reads the gateways whose seats this companion has, and links those it waits for. */
export interface Readers {
  isLinked(gateway: GatewayId): boolean;
  isPrepared(gateway: GatewayId): boolean;
  /** Whether it was waited for, and not linked in time. */
  isOverdue(gateway: GatewayId): boolean;
  /** Links it, so that it can be read at once when its seat is free. */
  prepare(gateway: GatewayId): void;
  /** Reads it. Each time anew: another one may have gone on with its ledger meanwhile. */
  begin(gateway: GatewayId): Watch;
  /** Resolves when what is under way has ended. */
  end(gateway: GatewayId): Promise<void>;
}

/** A gateway that does not let this companion in stays with whoever it lets in. */
const PATIENCE = 30 * SECOND;

interface Reader {
  readonly link: GatewayLink;
  readonly stop: AbortController;
  readonly running: Promise<void>[];
  readonly since: number;
  isReading: boolean;
}

export function createReaders({ openLink, openWatch, clock }: ReaderParts): Readers {
  const readers = new Map<GatewayId, Reader>();
  const open = (gateway: GatewayId): Reader => {
    const known = readers.get(gateway);
    if (known !== undefined) return known;
    const link = openLink(gateway);
    const stop = new AbortController();
    const reader = { link, stop, running: [link.run(stop.signal)], since: clock(), isReading: false };
    readers.set(gateway, reader);
    return reader;
  };
  const end = async (gateway: GatewayId): Promise<void> => {
    const reader = readers.get(gateway);
    readers.delete(gateway);
    reader?.stop.abort();
    await Promise.allSettled(reader?.running ?? []);
  };
  return {
    isLinked: (gateway) => readers.get(gateway)?.link.status().state === "ready",
    isPrepared: (gateway) => readers.get(gateway)?.isReading === false,
    isOverdue(gateway) {
      const reader = readers.get(gateway);
      if (reader === undefined || reader.isReading || reader.link.status().state === "ready") return false;
      return Math.abs(clock() - reader.since) > PATIENCE;
    },
    prepare: (gateway) => void open(gateway),
    begin(gateway) {
      const reader = open(gateway);
      reader.isReading = true;
      const watch = openWatch(reader.link);
      reader.running.push(watch.run(reader.stop.signal));
      return watch;
    },
    end,
  };
}
