import type { Reading } from "../../app/reading.ts";
import { createDutyKeeper, type DutyKeeper } from "../../app/seats/duty-keeper.ts";
import { lend, openSharedReading } from "../../app/seats/reading.ts";
import type { Config } from "../../config.ts";
import { seatsOf, type Membership } from "../../core/companions.ts";
import { LedgerUnavailable } from "../../core/host-unavailable.ts";
import type { Log } from "../../core/log.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { createStandbyRoutes, type StandbyReadiness } from "../../health/routes.ts";
import { serveShown, type Shown } from "../../health/server.ts";
import { onAbort } from "../../lib/abort.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { andUnsaid, createSeldom } from "../../lib/seldom.ts";
import { messageOf } from "../../lib/message-of.ts";
import { createWakeUp } from "../../lib/wake-up.ts";
import { join } from "../../store/join.ts";
import { createLog } from "../log.ts";
import { readShellConfig, tellDoubts } from "../read-config.ts";
import type { Shell } from "../subcommand.ts";
import type { Looks } from "./folder.ts";
import { openTerminal, serve } from "./serve.ts";

/** How often it is looked whether the tables can be used. */
const LOOK = SECOND;
/**
 * A stop waits no longer for the database. Then all sessions end, as if the process had been killed: seats are free with
 * them, and what was not done is left to whoever takes these. A chat lets answers under way through before.
 */
const PATIENCE = 2.5 * SECOND;
/** A database that is away is tried again so soon. */
const AGAIN = { first: SECOND, most: 5 * SECOND } as const;

interface Turns {
  readonly shell: Shell;
  readonly config: Config;
  readonly log: Log;
  /** Says how it stands while this one has no part in the work. */
  readonly standBy: (readiness: StandbyReadiness) => void;
  /** It has its part in the work. */
  readonly began: () => void;
  readonly serveWith: (reading: Reading, keeper: DutyKeeper, signal: AbortSignal) => Promise<void>;
}

/**
 * Serves as one of the companions that share a database: each has its part of what is to be done. Whoever loses the
 * database loses its part, and joins them again. Each turn builds the companion anew.
 */
export async function serveInTurns(shell: Shell, given: DatabaseAddress, looks: Looks): Promise<void> {
  const { clock, version, signal } = shell;
  const over = new AbortController();
  const leave = (): void => {
    log.warn({}, "the database is slow: what is not done is left to the other companions, or to the next start");
    over.abort();
  };
  onAbort(signal, () => void setTimeout(leave, PATIENCE).unref());
  const database = { ...given, until: over.signal };
  let membership: Membership | null = null;
  const config = readShellConfig(shell, () => membership?.isSure() ?? false);
  if (config.platforms.length === 0) openTerminal(shell);
  const log = await createLog(config.logLevel ?? "info", shell.errors);
  tellDoubts(shell, log);
  const startedAt = clock();
  let readiness: StandbyReadiness = { reason: "starting", reasons: ["it is starting"] };
  const standby: Shown = { routes: createStandbyRoutes({ version, startedAt }, () => readiness), pages: null };
  let shown = standby;
  const { http, gateways, platforms } = config;
  // The first time it is said at once what is wrong; whoever started it may have to mend it.
  const [names, chats] = [gateways.map(({ name }) => name), platforms.map(({ id }) => id)];
  const own = { release: version, seats: seatsOf(names, chats) };
  membership = await join(database, own).catch((error: unknown) => {
    if (over.signal.aborted) return null;
    throw error;
  });
  if (membership === null) return;
  const health = http && (await serveShown(http, () => shown, { clock, log }, signal));
  const show = (next: Shown): void => {
    if (shown !== next) health?.cut();
    shown = next;
  };
  const backToStandby = (): Promise<void> => Promise.resolve(show(standby));
  const serving = {
    looks,
    startedAt,
    given: config,
    show: async (own: Shown) => (show(own), { [Symbol.asyncDispose]: backToStandby }),
  };
  const backoff = createBackoff({ ...AGAIN, random: shell.random });
  const seldom = createSeldom(() => performance.now(), MINUTE);
  let hasServed = false;
  const turns: Turns = {
    shell,
    config,
    log,
    standBy(now) {
      readiness = now;
      show(standby);
    },
    began() {
      hasServed = true;
      backoff.reset();
    },
    serveWith: (reading, keeper, stop) =>
      serve(shell, { ...serving, shared: { reading: lend(reading), keeper } }, stop),
  };
  try {
    for (;;) {
      try {
        await using joined = (membership ??= await join(database, own));
        if ((await takePart(joined, turns)) === "over") return;
      } catch (error) {
        if (over.signal.aborted) return;
        if (!(error instanceof LedgerUnavailable) || !isWaitedOut(error, hasServed)) throw error;
        turns.standBy({ reason: "database", reasons: [error.message] });
        const unsaid = seldom(error.trouble);
        if (unsaid !== null)
          log.error({ why: error.message, ...andUnsaid(unsaid) }, `${UNUSABLE}: nothing is answered or sent`);
      }
      membership = null;
      await sleep(backoff.next(), signal);
      if (signal.aborted) return;
    }
  } finally {
    await health?.close();
  }
}

/**
 * Whoever was let in once waits: a database is restored, renamed, given another password or made a replica while it is
 * worked on. What a newer release wrote is no companion of this one's any more.
 */
const isWaitedOut = ({ passing, trouble }: LedgerUnavailable, hasServed: boolean): boolean =>
  passing || (hasServed && trouble !== "newer");

/** Reads its share of the gateways, and does what falls to it besides. `lost`: the database was lost meanwhile. */
async function takePart(joined: Membership, turns: Turns): Promise<"over" | "lost"> {
  const { shell, log, standBy } = turns;
  const stop = AbortSignal.any([shell.signal, joined.lost]);
  const reading = await openShared(joined, turns, stop);
  if (reading !== null) {
    turns.began();
    const keeper = createDutyKeeper({ membership: joined, clock: shell.clock, log });
    const ended = new AbortController();
    const running = reading.run(AbortSignal.any([stop, ended.signal]));
    const forget = onAbort(joined.lost, () => standBy({ reason: "database", reasons: [LOST] }));
    try {
      await turns.serveWith(reading, keeper, stop);
    } catch (error) {
      if (!joined.lost.aborted) throw error;
      log.warn({ why: messageOf(error) }, "what ended with the database");
    } finally {
      forget();
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
async function openShared(joined: Membership, turns: Turns, stop: AbortSignal): Promise<Reading | null> {
  const { shell, config, log, standBy } = turns;
  const { clock, random, version } = shell;
  const wake = createWakeUp();
  joined.onFree(wake.ring);
  let isSaid = false;
  while (!stop.aborted) {
    const open = () => openSharedReading(config, { clock, random, version, log }, joined);
    const reading = await joined.use(open);
    if (reading !== null) return reading;
    await joined.endSilent(await joined.all());
    if (!isSaid) log.info({}, WAITS);
    isSaid = true;
    standBy({ reason: "standby", reasons: [WAITS] });
    await wake.wait(LOOK, stop);
  }
  return null;
}

const UNUSABLE = "the database cannot be used, and is tried again";
const WAITS = "standing by: the database is used by older companions, or is being filled";
const LOST = "the database was lost, and other companions may serve now";
