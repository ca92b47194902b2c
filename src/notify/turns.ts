import type { GatewayId } from "../core/gateway.ts";
import { MINUTE, SECOND } from "../core/time.ts";

/** When each gateway is to be looked at without news of it. */
export interface LookTurns {
  /** A look has begun. */
  began(gateway: GatewayId, now: number): void;
  /** … and what it found: nothing to watch over, or something that time may make worse or over. */
  found(gateway: GatewayId, isQuiet: boolean): void;
  /** Those whose turn it is, the longest waiting first; no more than can be looked at in a moment. */
  due(now: number): readonly GatewayId[];
}

/** Where something is wrong, or may be, time alone changes what is to be said; where all is well, only news does. */
const PAUSE = { busy: 10 * SECOND, quiet: 10 * MINUTE } as const;
const AT_ONCE = 100;

/** `now`: milliseconds that only go forward. */
export function createLookTurns(gateways: readonly GatewayId[]): LookTurns {
  const looked = new Map<GatewayId, number>();
  const quiet = new Set<GatewayId>();
  const dueAt = (gateway: GatewayId): number => {
    const at = looked.get(gateway);
    return at === undefined ? -Infinity : at + (quiet.has(gateway) ? PAUSE.quiet : PAUSE.busy);
  };
  return {
    began: (gateway, now) => void looked.set(gateway, now),
    found(gateway, isQuiet) {
      if (isQuiet) quiet.add(gateway);
      else quiet.delete(gateway);
    },
    due: (now) =>
      gateways
        .filter((gateway) => dueAt(gateway) <= now)
        .toSorted((a, b) => (looked.get(a) ?? -1) - (looked.get(b) ?? -1))
        .slice(0, AT_ONCE),
  };
}
