import type { GatewayId } from "../core/gateway.ts";
import type { DrawHistory } from "../core/history.ts";
import type { Incident, IncidentStore, Outbox } from "../core/incident.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { QuietStore } from "../core/quiet.ts";
import type { Clock, ClockShift } from "../core/time.ts";
import type { Target } from "../core/rooms.ts";
import type { WarningNeighbours } from "../core/warnings.ts";

/** Finds out what is wrong with gateways. */
interface IncidentMonitor {
  /** Looks at a gateway now and keeps what became of its incidents. Resolves to whether all is quiet there. */
  check(gateway: GatewayId): Promise<boolean>;
  /** Changes one incident by hand; null when it is not known. */
  edit(id: string, change: (incident: Incident) => Incident): Promise<Incident | null>;
  /** Keeps an incident that no gateway's report tells of. */
  keep(incident: Incident): Promise<void>;
  /** The host slept: how long something lasts is counted from now on, where it is seen by looking only. */
  woke(): void;
  /** Puts right what was kept while the clock was wrong; `meanwhile` runs before anything else is kept. */
  shift(gateways: readonly GatewayId[], shift: ClockShift, meanwhile: () => Promise<void>): Promise<void>;
  /** Another one wrote meanwhile: what is remembered is read anew. */
  reread(): void;
}

/** Everything the warnings engine works with. */
export interface WarningPorts {
  readonly outbox: Outbox;
  readonly incidents: IncidentStore;
  readonly gateways: readonly GatewayId[];
  /** The rooms of the settings. */
  readonly configured: readonly Target[];
  readonly platforms: () => readonly ChatPlatform[];
  /** Ids of the platforms in the settings, served by this process or by another one. */
  readonly setUp: readonly string[];
  /**
   * `changed` is to be told of every incident that changed, after it was saved, and `unkept` of those that
   * could not be; `clock` tells the time for it.
   */
  readonly openMonitor: (
    changed: (incident: Incident) => Promise<void>,
    clock: Clock,
    unkept: (incidents: readonly Incident[], why: unknown) => void,
  ) => IncidentMonitor;
  /** Calls `check` when there is news of a gateway, until what it returns is called. */
  readonly onNews: (check: (gateway: GatewayId) => void) => () => void;
  readonly isFlapping: (incident: Incident, now: number) => boolean;
  /** An unacknowledged incident speaks again after this long (ms). */
  readonly remindAfter: number;
  /** An incident that is over may come back under its card for this long (ms). */
  readonly reopenWithin: number;
  /** Times without a sound that were set ahead; none when absent. */
  readonly quiets?: Pick<QuietStore, "all">;
  /** Those that watch or deliver besides; absent where this one does all of it. */
  readonly neighbours?: WarningNeighbours;
  readonly draw?: DrawHistory;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Milliseconds from some beginning, which only go forward. */
  readonly steady: () => number;
  readonly log: Log;
}
