import type { Config } from "../config.ts";
import type { GatewayLink } from "../core/gateway.ts";
import type { Log } from "../core/log.ts";
import type { ReportSource } from "../core/report.ts";
import { SECOND, type Clock } from "../core/time.ts";
import { createWatch, type Watch } from "../evidence/watch.ts";
import { createLink } from "../gateway/link.ts";
import { probeHealth } from "../gateway/probe.ts";
import { waitAtMost } from "../lib/backoff.ts";
import { openKept, type Keeping, type Kept } from "./kept.ts";
import { createReports } from "./reports.ts";
import { onAbort } from "../lib/abort.ts";

export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly version: string;
}

/** The half that reads: gateways, their links and their ledger. All that `status` needs. */
export interface Reading extends Kept {
  readonly links: readonly (GatewayLink & { run(signal: AbortSignal): Promise<void> })[];
  readonly watches: readonly Watch[];
  readonly reports: ReportSource;
  /** Links every gateway and reads it once; those that cannot be read in time are reported as such. */
  readOnce(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How long a one-shot command waits for a gateway that neither answers nor refuses. */
const PATIENCE = 12 * SECOND;
/** … and for one that lets in and takes its time with an answer. */
const ONCE = 45 * SECOND;

export async function openReading(config: Config, around: Surroundings, keeping: Keeping): Promise<Reading> {
  const { clock, random, log, version } = around;
  const kept = await openKept(config, clock, keeping);
  const { device, store } = kept;
  const { network } = config;
  const link = { device, clientVersion: version, network, probe: probeHealth, clock, random, log };
  const links = config.gateways.map((gateway) => createLink(gateway, link));
  const watches = links.map((one) => createWatch(one, { store: store.ledger, clock, random, log }));
  return {
    ...kept,
    links,
    watches,
    reports: createReports(watches, store, clock, config.dailySpend),
    async readOnce(signal) {
      for (const one of links) void one.run(signal);
      await Promise.all(watches.map((watch) => readOne(watch, signal)));
    },
    close: () => store.close(),
  };
}

async function readOne(watch: Watch, signal: AbortSignal): Promise<void> {
  const settled = Promise.withResolvers<void>();
  const stop = watch.link.onChange(({ state }) => {
    if (state !== "connecting") settled.resolve();
  });
  if (watch.link.status().state !== "connecting") settled.resolve();
  const forget = onAbort(signal, settled.resolve);
  await waitAtMost(PATIENCE, settled.promise);
  forget();
  stop();
  await waitAtMost(ONCE, watch.refresh(signal));
}
