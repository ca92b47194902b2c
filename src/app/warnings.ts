import type { Config } from "../config.ts";
import type { DrawHistory } from "../core/history.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Log } from "../core/log.ts";
import type { ChatPlatform } from "../core/platform.ts";
import type { RoomStanding, Target } from "../core/rooms.ts";
import type { Clock } from "../core/time.ts";
import type { WarningActions } from "../core/warnings.ts";
import { createMonitor } from "../incidents/monitor.ts";
import { isFlapping } from "../incidents/reconcile.ts";
import { createRestarts } from "../incidents/restarts.ts";
import { FLAPPING, REMIND } from "../incidents/thresholds.ts";
import { createWarnings } from "../notify/engine.ts";
import { configuredRooms } from "./configured-rooms.ts";
import type { Reading } from "./reading.ts";

export interface OpenWarnings {
  readonly actions: WarningActions;
  /** Where warnings go; those of the settings while that cannot be read. */
  rooms(): Promise<readonly Target[]>;
  /** How it stands with the rooms that should get warnings. */
  standings(): Promise<readonly RoomStanding[]>;
  /** A room has another id from now on. Resolves once everything queued and told there moved along. */
  follow(from: Target, to: Target): Promise<void>;
  /** Why the ledger has taken nothing for a while; null when it does. */
  unkept(): string | null;
  /** Tries whether anything could be kept, while nothing is to be. */
  lookAtLedger(): Promise<void>;
  /** Something was written that makes a gateway restart within so many milliseconds: for a while that is no alarm. */
  expectRestart(gateway: GatewayId, within: number): void;
  /** Watches over every gateway, until `signal` aborts. One alone does so at a time. */
  watch(signal: AbortSignal): Promise<void>;
  /** Sends what is due in the rooms of a platform, until `signal` aborts. One alone does so at a time for each of them. */
  deliver(platform: ChatPlatform, signal: AbortSignal): Promise<void>;
}

export interface WarningParts extends Pick<Reading, "store" | "reports" | "watches" | "neighbours"> {
  readonly config: Config;
  /** Those that can be posted to, whoever serves them; nobody before there are any. */
  readonly platforms: () => readonly ChatPlatform[];
  readonly draw: DrawHistory;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Milliseconds from some beginning, which only go forward. */
  readonly steady: () => number;
  readonly log: Log;
}

/** Puts the warnings engine together with the parts of this program. */
export function openWarnings({ config, store, reports, watches, ...parts }: WarningParts): OpenWarnings {
  const { ledger, incidents, outbox } = store;
  const restarts = createRestarts(parts.steady);
  parts.neighbours?.onNews((news) => {
    if (news.kind === "restarts") restarts.expect(news.gateway, news.within);
  });
  const engine = createWarnings({
    ...parts,
    outbox,
    incidents,
    quiets: store.quiets,
    gateways: reports.gateways,
    configured: configuredRooms(config),
    setUp: config.platforms.map(({ id }) => id),
    openMonitor: (changed, clock, unkept) =>
      createMonitor({
        ...parts,
        reports,
        ledger,
        incidents,
        overrides: config.warningRules,
        restartAge: restarts.age,
        clock,
        changed,
        unkept,
      }),
    onNews(check) {
      const stops = watches.flatMap(({ link, onNews: onNewsOf }) => [
        onNewsOf(() => check(link.id)),
        link.onChange((status) => {
          restarts.note(link.id, status);
          check(link.id);
        }),
      ]);
      return () => {
        for (const stop of stops) stop();
      };
    },
    isFlapping,
    remindAfter: REMIND,
    reopenWithin: FLAPPING.within,
  });
  return {
    actions: engine.actions,
    rooms: () =>
      engine.standings().then(
        (all) => all.map(({ to }) => to),
        () => configuredRooms(config),
      ),
    standings: () => engine.standings(),
    follow: (from, to) => engine.follow(from, to),
    unkept: () => engine.unkept(),
    lookAtLedger: () => engine.lookAtLedger(),
    expectRestart(gateway, within) {
      restarts.expect(gateway, within);
      parts.neighbours?.tell({ kind: "restarts", gateway, within });
    },
    watch: (signal) => engine.watch(signal),
    deliver: (platform, signal) => engine.deliver(platform, signal),
  };
}
