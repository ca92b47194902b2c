import type { Counts } from "../core/evidence.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { EvidenceQueries } from "../core/ledger.ts";
import { WINDOWS, type Instant, type PerWindow } from "../core/time.ts";

const KEYS = [
  "answers",
  "chosen",
  "rerouted",
  "unknown",
  "fallbacks",
  "unauthorized",
  "refusedLocally",
  "exhausted",
] as const satisfies readonly (keyof Counts)[];

/** Counts of several gateways together, asked one after the other: whoever scrapes can wait, and others get their turns. */
export async function readTotals(
  ledger: Pick<EvidenceQueries, "counts">,
  gateways: readonly GatewayId[],
  now: Instant,
): Promise<Counts> {
  const sums = new Map<string, number>();
  for (const gateway of gateways) {
    const counts = await ledger.counts(gateway, now);
    for (const key of KEYS)
      for (const { name } of WINDOWS) sums.set(`${key} ${name}`, (sums.get(`${key} ${name}`) ?? 0) + counts[key][name]);
  }
  const of = (key: string): PerWindow => ({
    "1h": sums.get(`${key} 1h`) ?? 0,
    "24h": sums.get(`${key} 24h`) ?? 0,
    "7d": sums.get(`${key} 7d`) ?? 0,
  });
  return {
    answers: of("answers"),
    chosen: of("chosen"),
    rerouted: of("rerouted"),
    unknown: of("unknown"),
    fallbacks: of("fallbacks"),
    unauthorized: of("unauthorized"),
    refusedLocally: of("refusedLocally"),
    exhausted: of("exhausted"),
  };
}
