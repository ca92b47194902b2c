import type { Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import type { ReportSource } from "../core/report.ts";
import type { WarningNeighbours } from "../core/warnings.ts";
import { SECOND, type Clock } from "../core/time.ts";
import { createWatch, type Watch } from "../evidence/watch.ts";
import type { DeviceIdentity } from "../gateway/identity.ts";
import { createLink } from "../gateway/link.ts";
import { probeHealth } from "../gateway/probe.ts";
import { untilSettled } from "../gateway/settled.ts";
import { waitAtMost } from "../lib/backoff.ts";
import { openKept, type Keeping, type Kept } from "./kept.ts";
import { createReports } from "./reports.ts";
import type { WatchedGateway } from "./watched.ts";

export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly version: string;
}

/** The half that reads: gateways, their links and their ledger. All that `status` needs. */
export interface Reading extends Kept {
  readonly watches: readonly WatchedGateway[];
  readonly reports: ReportSource;
  /** Other companions that share the database; absent where there can be none. */
  readonly neighbours?: WarningNeighbours;
  /** Keeps gateways linked and their ledgers up to date, until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Links every gateway and reads it once; those that cannot be read in time are reported as such. */
  readOnce(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** How long a one-shot command waits for a gateway that neither answers nor refuses. */
const PATIENCE = 12 * SECOND;
/** … and for one that lets in and takes its time with an answer. */
const ONCE = 45 * SECOND;

export async function openReading(config: Config, around: Surroundings, keeping: Keeping): Promise<Reading> {
  const { clock, random, log } = around;
  const kept = await openKept(config, clock, keeping);
  const { device, store } = kept;
  const links = config.gateways.map(createLinkOpener(config, around, device));
  const watches = links.map((one) => createWatch(one, { store: store.ledger, clock, random, log }));
  return {
    ...kept,
    watches,
    reports: createReports(watches, store, clock, config.dailySpend),
    async run(signal) {
      // A signal each: what listens to one is looked through whenever somebody begins or ceases to listen.
      await Promise.all([...links, ...watches].map((one) => one.run(AbortSignal.any([signal]))));
    },
    async readOnce(signal) {
      for (const one of links) void one.run(signal);
      await Promise.all(watches.map((watch) => readOne(watch, signal)));
    },
    close: () => store.close(),
  };
}

/** Opens links to gateways of the settings. */
export const createLinkOpener =
  ({ network }: Pick<Config, "network">, { version, ...around }: Surroundings, device: DeviceIdentity) =>
  (gateway: Config["gateways"][number]): OwnLink =>
    createLink(gateway, { ...around, device, clientVersion: version, network, probe: probeHealth });

type OwnLink = ReturnType<typeof createLink>;

async function readOne(watch: Watch, signal: AbortSignal): Promise<void> {
  await untilSettled(watch.link, PATIENCE, signal);
  await waitAtMost(ONCE, watch.refresh(signal));
}
