import type { DrawHistory } from "../core/history.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Incident, IncidentStore, Outbox, Target } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { SECOND, type Clock } from "../core/time.ts";
import type { WarningActions } from "../core/warnings.ts";
import { sleep } from "../lib/backoff.ts";
import { createWakeUp } from "../lib/wake-up.ts";
import { createWarningActions } from "./actions.ts";
import { createDelivery } from "./deliver.ts";
import { createLostRoom, OWN, roomIncident } from "./lost-room.ts";
import { queueNotices } from "./queue.ts";
import { listRooms } from "./room.ts";

/** Finds out what is wrong with gateways; the only writer of incidents. */
interface IncidentMonitor {
  /** Looks at a gateway now and keeps what became of its incidents. */
  check(gateway: GatewayId): Promise<void>;
  /** Changes one incident by hand; null when it is not known. */
  edit(id: string, change: (incident: Incident) => Incident): Promise<Incident | null>;
}

/** Everything the warnings engine works with. */
export interface WarningPorts {
  readonly outbox: Outbox;
  readonly incidents: IncidentStore;
  readonly gateways: readonly GatewayId[];
  /** The rooms of the settings. */
  readonly configured: readonly Target[];
  readonly platforms: () => readonly ChatPlatform[];
  /** `changed` is to be told of every incident that changed, after it was saved. */
  readonly openMonitor: (changed: (incident: Incident) => Promise<void>) => IncidentMonitor;
  /** Calls `check` when there is news of a gateway, until what it returns is called. */
  readonly onNews: (check: (gateway: GatewayId) => void) => () => void;
  readonly isFlapping: (incident: Incident, now: number) => boolean;
  /** An unacknowledged incident speaks again after this long (ms). */
  readonly remindAfter: number;
  /** An incident that is over may come back under its card for this long (ms). */
  readonly reopenWithin: number;
  readonly draw?: DrawHistory;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** From what is wrong to what rooms read. */
export interface Warnings {
  /** What people may do about warnings. */
  readonly actions: WarningActions;
  /** Looks at every gateway, and journals what rooms are to be told. */
  look(): Promise<void>;
  /** {@link look}, then sends what is due, until nothing is. */
  tick(signal: AbortSignal): Promise<void>;
  /** Watches over every gateway and sends what is due, until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** What nothing rings for: edits that were held back, reminders, … */
const TICK = 2 * SECOND;
/** … and gateways that do not speak. */
const CHECK = 10 * SECOND;

export function createWarnings(ports: WarningPorts): Warnings {
  const { outbox, incidents, clock, log } = ports;
  const wakeUp = createWakeUp();
  const rooms = (): Promise<readonly Target[]> => listRooms(outbox, ports.configured);
  const queueing = { ...ports, rooms };
  const tell = async (incident: Incident): Promise<void> => {
    if ((await queueNotices(incident, queueing, clock())) > 0) wakeUp.ring();
  };
  const tellAll = async (): Promise<void> => {
    const since = clock() - ports.reopenWithin;
    const live = await Promise.all([...ports.gateways, OWN].map((id) => incidents.live(id, since)));
    await Promise.all(live.flat().map(tell));
  };
  const monitor = ports.openMonitor(tell);
  const roomLost = createLostRoom({ outbox, incidents }, clock, tell);
  const delivery = createDelivery({ ...queueing, delivered: tell, roomLost }, wakeUp);

  // What could not be kept or told now is looked at again with the next tick.
  const complain = (error: unknown, what: string): void =>
    log.error({ why: error instanceof Error ? error.message : "unknown error" }, what);
  // The checks of a gateway are made in turn, so its newest is the last to end.
  const newest = new Map<GatewayId, Promise<void>>();
  const check = (gateway: GatewayId): Promise<void> => {
    const checked = monitor.check(gateway).catch((error: unknown) => complain(error, "incidents not checked"));
    newest.set(gateway, checked);
    return checked;
  };
  const tellPatiently = (): Promise<void> =>
    tellAll().catch((error: unknown) => complain(error, "warnings not looked at"));
  const look = async (): Promise<void> => {
    await Promise.all(ports.gateways.map(check));
    await tellPatiently();
  };

  const actions = createWarningActions({ ...queueing, edit: (id, change) => monitor.edit(id, change) });
  return {
    actions: {
      ...actions,
      async setRoom(room, on, by, now) {
        await actions.setRoom(room, on, by, now);
        await monitor.edit(roomIncident(room), (one) => ({ ...one, phase: "over", goneSince: now, overAt: now }));
        await tellAll();
      },
    },
    look,
    async tick(signal) {
      await look();
      await delivery.sendDue(signal);
    },
    async run(signal) {
      const stop = ports.onNews((gateway) => void check(gateway));
      const sending = delivery.run(signal);
      let nextCheck = 0;
      while (!signal.aborted) {
        if (clock() >= nextCheck) {
          for (const gateway of ports.gateways) void check(gateway);
          nextCheck = clock() + CHECK;
        }
        await tellPatiently();
        await sleep(TICK, signal);
      }
      stop();
      await Promise.all([sending, ...newest.values()]);
    },
  };
}
