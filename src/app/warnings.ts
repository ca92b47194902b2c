import type { Config } from "../config.ts";
import type { DrawHistory } from "../core/history.ts";
import type { Incident, Target } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { ReportSource } from "../core/report.ts";
import { SECOND, type Clock, type Instant } from "../core/time.ts";
import type { WarningDesk } from "../core/warning-desk.ts";
import { RULES } from "../diagnose/rules/index.ts";
import type { Watch } from "../evidence/watch.ts";
import { createMonitor } from "../incidents/monitor.ts";
import { isFlapping } from "../incidents/reconcile.ts";
import { FLAPPING, REMIND } from "../incidents/thresholds.ts";
import { createWakeUp } from "../lib/wake-up.ts";
import { sleep } from "../lib/backoff.ts";
import { deliver } from "../notify/deliver.ts";
import { createWarningDesk } from "../notify/desk.ts";
import { createLostRoom, OWN, roomIncident } from "../notify/lost-room.ts";
import { offer } from "../notify/offer.ts";
import { listRooms } from "../notify/room.ts";
import type { Store } from "../store/open.ts";

export interface Warnings {
  readonly desk: WarningDesk;
  /** Watches over every gateway and delivers what is owed, until `signal` aborts. */
  run(platforms: readonly ChatPlatform[], signal: AbortSignal): Promise<void>;
}

export interface WarningParts {
  readonly config: Config;
  readonly store: Store;
  readonly reports: ReportSource;
  readonly watches: readonly Watch[];
  readonly draw: DrawHistory;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What nothing rings for: edits that were held back, reminders, … */
const TICK = 2 * SECOND;
/** … and gateways that do not speak. Three looks in vain are worth a warning. */
const CHECK = 10 * SECOND;

export function openWarnings(parts: WarningParts): Warnings {
  const { config, store, reports, watches, draw, newId, clock, log } = parts;
  const wakeUp = createWakeUp();
  const configured = configuredRooms(config);
  let platforms: readonly ChatPlatform[] = [];
  const offering = {
    outbox: store.outbox,
    rooms: () => listRooms(store.outbox, configured),
    isFlapping,
    remindAfter: REMIND,
    newId,
  };
  const tell = async (incident: Incident): Promise<void> => {
    if ((await offer(incident, offering, clock())) > 0) wakeUp.ring();
  };
  const tellAll = async (now: Instant): Promise<void> =>
    void (await Promise.all((await openIncidents(store, gateways, now)).map(tell)));
  const { ledger, incidents } = store;
  const overrides = config.warningRules;
  const monitor = createMonitor({ reports, ledger, incidents, rules: RULES, overrides, newId, clock, changed: tell });
  const gateways = [...reports.gateways, OWN];
  const desk = createWarningDesk({
    ...offering,
    incidents,
    gateways,
    platforms: () => platforms,
    edit: (id, change) => monitor.edit(id, change),
  });
  // The checks of a gateway are made in turn, so its newest is the last to end.
  const newest = new Map<string, Promise<void>>();
  const check = (gateway: string): Promise<void> => {
    const checked = monitor.check(gateway).catch((error: unknown) => complain(error, "incidents not checked"));
    newest.set(gateway, checked);
    return checked;
  };
  // What could not be kept or told now is looked at again with the next tick.
  const complain = (error: unknown, what: string): void =>
    log.error({ why: error instanceof Error ? error.message : "unknown error" }, what);

  return {
    desk: {
      ...desk,
      async setRoom(room, on, by, now) {
        await desk.setRoom(room, on, by, now);
        await monitor.edit(roomIncident(room), (one) => ({ ...one, phase: "over", goneSince: now, overAt: now }));
        await tellAll(now);
      },
    },
    async run(served, signal) {
      platforms = served;
      const lost = createLostRoom(store, clock, tell);
      const stops = watches.flatMap(({ link, onReading }) => [
        onReading(() => void check(link.id)),
        link.onChange(() => void check(link.id)),
      ]);
      const sending = deliver(
        { ...offering, incidents, platforms, draw, delivered: tell, roomLost: lost, clock, log },
        wakeUp,
        signal,
      );
      let nextCheck = 0;
      while (!signal.aborted) {
        if (clock() >= nextCheck) {
          for (const gateway of reports.gateways) void check(gateway);
          nextCheck = clock() + CHECK;
        }
        await tellAll(clock()).catch((error: unknown) => complain(error, "warnings not looked at"));
        await sleep(TICK, signal);
      }
      for (const stop of stops) stop();
      await Promise.all([sending, ...newest.values()]);
    },
  };
}

const openIncidents = async (store: Store, gateways: readonly string[], now: number): Promise<readonly Incident[]> =>
  (await Promise.all(gateways.map((id) => store.incidents.live(id, now - FLAPPING.within)))).flat();

const configuredRooms = ({ discord, telegram }: Config): readonly Target[] => [
  ...(discord?.warningChannels ?? []).map((target) => ({ platform: "discord", target })),
  ...(telegram?.warningChats ?? []).map((target) => ({ platform: "telegram", target })),
];
