import type { Reading } from "../../app/reading.ts";
import { lend, openSharedReading } from "../../app/seats/reading.ts";
import type { Config } from "../../config.ts";
import {
  isServing,
  nameOf,
  seatsOf,
  SERVICE_SEAT,
  type Membership,
  type SeenCompanion,
} from "../../core/companions.ts";
import { LedgerUnavailable } from "../../core/host-unavailable.ts";
import type { Log } from "../../core/log.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { createStandbyRoutes, type StandbyReadiness } from "../../health/routes.ts";
import { serveShown, type Shown } from "../../health/server.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { createWakeUp, type WakeUp } from "../../lib/wake-up.ts";
import { join, refuseUnfit } from "../../store/join.ts";
import { createLog } from "../log.ts";
import { readShellConfig, tellDoubts } from "../read-config.ts";
import type { Shell } from "../subcommand.ts";
import type { Looks } from "./folder.ts";
import { openTerminal, serve } from "./serve.ts";
import { messageOf } from "../../lib/message-of.ts";
import { onAbort } from "../../lib/abort.ts";

/** How often the seat is asked for; whoever lets go of it wakes those that wait. */
const LOOK = SECOND;
/** A database that is away is tried again so soon. */
const AGAIN = { first: SECOND, most: 5 * SECOND } as const;

interface Turns {
  readonly shell: Shell;
  readonly config: Config;
  readonly log: Log;
  /** Says how it stands while this one does not serve. */
  readonly standBy: (readiness: StandbyReadiness) => void;
  readonly serveWith: (reading: Reading, signal: AbortSignal) => Promise<void>;
}

/**
 * One of the companions that share a database serves, the others stand by; a seat in the database decides which. Whoever
 * loses the database loses the seat, stops serving and stands by again. Each turn builds the companion anew.
 */
export async function serveInTurns(shell: Shell, database: DatabaseAddress, looks: Looks): Promise<void> {
  const { clock, version, signal } = shell;
  let membership: Membership | null = null;
  const config = readShellConfig(shell, () => membership?.isSure() ?? false);
  if (config.platforms.length === 0) openTerminal(shell);
  const log = await createLog(config.logLevel ?? "info", shell.errors);
  tellDoubts(shell, log);
  const startedAt = clock();
  let readiness: StandbyReadiness = { reason: "starting", reasons: ["it is starting"] };
  const standby: Shown = { routes: createStandbyRoutes({ version, startedAt }, () => readiness), pages: null };
  let shown = standby;
  const { http } = config;
  // The first time it is said at once what is wrong; whoever started it may have to mend it.
  const own = { release: version, seats: seatsOf(config.gateways.map(({ name }) => name)), clock };
  membership = await join(database, own);
  const health = http && (await serveShown(http, () => shown, { clock, log }, signal));
  const show = (next: Shown): void => {
    if (shown !== next) health?.cut();
    shown = next;
  };
  const backToStandby = (): Promise<void> => Promise.resolve(show(standby));
  const serving = {
    looks,
    startedAt,
    show: async (own: Shown) => (show(own), { [Symbol.asyncDispose]: backToStandby }),
  };
  const turns: Turns = {
    shell,
    config,
    log,
    standBy(now) {
      readiness = now;
      show(standby);
    },
    serveWith: (reading, stop) => serve(shell, { ...serving, given: config, reading: lend(reading) }, stop),
  };
  const backoff = createBackoff({ ...AGAIN, random: shell.random });
  try {
    for (;;) {
      try {
        await using joined = (membership ??= await join(database, own));
        backoff.reset();
        if ((await takeTurn(joined, turns)) === "over") return;
      } catch (error) {
        if (!(error instanceof LedgerUnavailable) || !error.passing) throw error;
        turns.standBy({ reason: "database", reasons: [error.message] });
        log.error({ why: error.message }, "the database cannot be used: nothing is answered or sent meanwhile");
      }
      membership = null;
      await sleep(backoff.next(), signal);
      if (signal.aborted) return;
    }
  } finally {
    await health?.close();
  }
}

/** Reads its share of the gateways, waits for the seat and serves with it. `lost`: the database was lost meanwhile. */
async function takeTurn(joined: Membership, turns: Turns): Promise<"over" | "lost"> {
  const { shell, log } = turns;
  const stop = AbortSignal.any([shell.signal, joined.lost]);
  const wake = createWakeUp();
  joined.onFree(wake.ring);
  const reading = await openShared(joined, turns, wake, stop);
  if (reading !== null) {
    const ended = new AbortController();
    const running = reading.run(AbortSignal.any([stop, ended.signal]));
    try {
      await waitForService(joined, turns, { reading, wake }, stop);
    } catch (error) {
      if (!joined.lost.aborted) throw error;
      log.warn({ why: messageOf(error) }, "what ended with the database");
    } finally {
      ended.abort();
      await running;
      await reading.close();
    }
  }
  if (!joined.lost.aborted || shell.signal.aborted) return "over";
  log.error({}, `${LOST}: nothing is answered or sent until it is back`);
  return "lost";
}

/** Null where it was stopped meanwhile. One of a newer release waits until those of older ones are gone. */
async function openShared(joined: Membership, turns: Turns, wake: WakeUp, stop: AbortSignal): Promise<Reading | null> {
  const { shell, config, log } = turns;
  const { clock, random, version } = shell;
  while (!stop.aborted) {
    const open = () => openSharedReading(config, { clock, random, version, log }, joined);
    const reading = await joined.use(open);
    if (reading !== null) return reading;
    const all = await joined.all();
    await joined.endSilent(all);
    sayStandsBy(all.find(isServing) ?? null, turns);
    await wake.wait(LOOK, stop);
  }
  return null;
}

interface Waiting {
  readonly reading: Reading;
  readonly wake: WakeUp;
}

async function waitForService(
  joined: Membership,
  turns: Turns,
  { reading, wake }: Waiting,
  stop: AbortSignal,
): Promise<void> {
  const { shell, config, log, standBy } = turns;
  let said: string | null = null;
  while (!stop.aborted) {
    const taken = await joined.take(SERVICE_SEAT);
    if (taken.state === "taken") {
      const by = sayStandsBy(taken.by, turns);
      if (said !== by) log.info({ serves: by }, "standing by");
      said = by;
      await wake.wait(LOOK, stop);
      continue;
    }
    const { held } = taken;
    if (config.database !== null) await refuseUnfit(config.database);
    log.info({}, "this companion serves now");
    standBy({ reason: "starting", reasons: ["it is starting"] });
    const forget = onAbort(held.lost, () => standBy({ reason: "database", reasons: [LOST] }));
    try {
      await turns.serveWith(reading, AbortSignal.any([shell.signal, held.lost]));
    } finally {
      forget();
      await held.letGo();
    }
    return;
  }
}

function sayStandsBy(serves: SeenCompanion | null, { standBy }: Turns): string {
  const by = serves === null ? "another companion" : nameOf(serves);
  standBy({ reason: "standby", reasons: [`standing by: ${by} serves`] });
  return by;
}

const LOST = "the database was lost, and another companion may serve now";
