import { randomBytes } from "node:crypto";
import { uptime } from "node:os";
import { createCommands } from "../commands/index.ts";
import { createDigestWriter } from "../commands/digest.ts";
import { writeNewPlaces } from "../commands/places-card.ts";
import { createAnswer } from "./answer.ts";
import { createAdminOpener, telling } from "./app/repairs.ts";
import { createEnrolment } from "./answer/enrolment.ts";
import { createAudience } from "./app/audience.ts";
import { createDigests } from "./app/digests.ts";
import { createHistories } from "./app/histories.ts";
import type { Keeping, Kept } from "./app/kept.ts";
import { openReading, type Reading, type Surroundings } from "./app/reading.ts";
import { doAll, type Share } from "./app/duties.ts";
import { serveAll } from "./app/service.ts";
import { createPlaces } from "./app/places.ts";
import { toStanding } from "./app/standing.ts";
import { openWarnings } from "./app/warnings.ts";
import type { Config } from "./config.ts";
import { createGovernance } from "./core/governance.ts";
import type { Command } from "./core/command.ts";
import type { Answer, ChatPlatform } from "./core/platform.ts";
import type { HistorySource } from "./core/history.ts";
import type { ReportProgress } from "./core/repairs.ts";
import type { ReportSource } from "./core/report.ts";
import type { RoomStanding } from "./core/rooms.ts";
import type { WarningActions } from "./core/warnings.ts";
import type { GatewayStanding } from "./health/source.ts";
import { SECOND } from "./core/time.ts";
import { sleep } from "./lib/backoff.ts";
import { createSteadyClock } from "./lib/steady.ts";
import { toGoverned } from "./repair/governed.ts";
import { createRepairs } from "./repair/repairs.ts";
import { REMEDIES } from "./repair/remedies/index.ts";
import type { Store } from "./core/store.ts";

/** The companion put together: links, ledger and commands, without anybody to talk to yet. */
export interface Companion {
  readonly commands: readonly Command[];
  readonly answer: Answer;
  readonly reports: ReportSource;
  readonly store: Store;
  /** Why nothing is kept, for commands that only read; null when it is. */
  readonly lacks: Kept["lacks"];
  /** Where a damaged ledger was moved to; null when there was none. */
  readonly movedTo: Kept["movedTo"];
  readonly isStranger: Kept["isStranger"];
  /** Why the ledger has taken nothing for a while; null when it does. */
  readonly unkept: () => string | null;
  /** Tries whether anything could be kept, while nothing is to be. */
  readonly lookAtLedger: () => Promise<void>;
  /** Ids of those who became admins of a platform besides those of the settings. */
  readonly enrolled: (platform: string) => readonly string[];
  readonly warnings: WarningActions;
  readonly histories: HistorySource;
  /** How it stands with every gateway now, for health checks. */
  readonly standings: () => readonly GatewayStanding[];
  /** How it stands with the rooms that should get warnings. */
  readonly rooms: () => Promise<readonly RoomStanding[]>;
  /** Links every gateway and reads it once; those that cannot be read in time are reported as such. */
  readOnce(signal: AbortSignal): Promise<void>;
  /** Ends repairs that an earlier process began and nobody has in hand. */
  resume(report: ReportProgress): Promise<void>;
  /**
   * Keeps gateways linked and their ledgers up to date, and serves platforms, until `signal` aborts: all of it, or what
   * falls to it by `share`. Whoever runs beside the service is `silent`, because warnings have one writer.
   */
  run(platforms: readonly ChatPlatform[], signal: AbortSignal, share?: Share | "silent"): Promise<void>;
  close(): Promise<void>;
}

/** Twelve characters that fit everywhere, also into a button. */
const newId = (): string => randomBytes(9).toString("base64url");

/** Builds every part; the only place that knows them all. `given`: what reads, where that is there already. */
export async function createCompanion(
  config: Config,
  around: Surroundings,
  given: Keeping | Reading,
): Promise<Companion> {
  const { clock, log, version } = around;
  const { language } = config;
  const reading = typeof given === "string" ? await openReading(config, around, given) : given;
  const { device, store, watches, reports } = reading;
  const histories = createHistories(watches, store, log, language);
  const ended = new AbortController();
  const endRepairs = (): void => ended.abort();
  const steady = createSteadyClock(
    () => performance.now(),
    () => uptime() * SECOND,
  );
  let served: readonly ChatPlatform[] = [];
  let isSilent = false;
  const { draw } = histories;
  const platforms = (): readonly ChatPlatform[] => (isSilent ? [] : served);
  const warnings = openWarnings({ ...reading, config, platforms, draw, newId, clock, steady, log });
  const openAdmin = createAdminOpener(config, { device, clientVersion: version, network: config.network, clock });
  const governance = createGovernance(config.gateways);
  const whole = createRepairs({
    reports,
    remedies: REMEDIES,
    repairs: store.repairs,
    openAdmin: telling(openAdmin, (gateway, restartIn) => {
      if (restartIn !== null) warnings.expectRestart(gateway, restartIn);
      watches.find(({ link }) => link.id === gateway)?.wasSet();
    }),
    newId,
    approvals: config.approvals,
    clock,
    sleep,
    signal: ended.signal,
  });
  const repairs = toGoverned(whole, store.repairs, governance);
  const { setRoom } = warnings.actions;
  const enrolment = await createEnrolment({ store: store.enrolment, setRoom, audit: store.audit, log });
  const digests = createDigests({
    memory: store.memory,
    rooms: async () => (await warnings.standings()).map(({ to }) => to),
    write: createDigestWriter({ histories, incidents: store.incidents }),
    clock,
    log,
  });
  const rooms = () => store.outbox.rooms();
  const audience = createAudience({ config, rooms, platforms: () => served, clock, log });
  const { setUp } = audience;
  const places = createPlaces({
    store: store.places,
    setUp,
    platforms: () => served,
    write: writeNewPlaces,
    clock,
    log,
  });
  const ports = {
    digests,
    places,
    companions: store.companions,
    reports,
    histories,
    repairs,
    audit: store.audit,
    warnings: warnings.actions,
    enrolment,
    quiets: store.quiets,
  };
  const commands = createCommands(ports);

  const answer = createAnswer(commands, {
    audience,
    audit: store.audit,
    clock,
    log,
    toAdmin: (caller) => governance.toAdmin(enrolment.toAdmin(caller)),
  });

  return {
    commands,
    answer,
    reports,
    store,
    lacks: reading.lacks,
    movedTo: reading.movedTo,
    isStranger: reading.isStranger,
    unkept: warnings.unkept,
    lookAtLedger: warnings.lookAtLedger,
    enrolled: (platform) => enrolment.admins().flatMap((one) => (one.platform === platform ? [one.id] : [])),
    warnings: warnings.actions,
    histories,
    standings: () => watches.map(toStanding),
    rooms: () => warnings.standings(),
    readOnce: (signal) => reading.readOnce(signal),
    resume: (report) => repairs.resume(report),
    async run(all, signal, share = doAll) {
      served = all;
      isSilent = share === "silent";
      const parts = { ...around, config, reading, commands, answer, enrolment, warnings, digests, places, repairs };
      const how = { endRepairs, isSilent, share: share === "silent" ? doAll : share };
      await serveAll(all, { ...parts, ...how }, signal);
    },
    close() {
      endRepairs();
      return reading.close();
    },
  };
}
