import type { Config } from "../../config.ts";
import { SERVICE_SEAT, type Membership, type SeenCompanion } from "../../core/companions.ts";
import { LedgerUnavailable } from "../../core/host-unavailable.ts";
import type { Log } from "../../core/log.ts";
import type { DatabaseAddress } from "../../core/store.ts";
import { SECOND } from "../../core/time.ts";
import { createStandbyRoutes, type StandbyReadiness } from "../../health/routes.ts";
import { serveShown, type Shown } from "../../health/server.ts";
import { createBackoff, sleep } from "../../lib/backoff.ts";
import { createWakeUp } from "../../lib/wake-up.ts";
import { join } from "../../store/join.ts";
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
  readonly serveWith: (config: Config, signal: AbortSignal) => Promise<void>;
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
  membership = await join(database, version);
  const health = http && (await serveShown(http, () => shown, { clock, log }, signal));
  const show = (next: Shown): void => {
    if (shown !== next) health?.cut();
    shown = next;
  };
  const serving = {
    looks,
    startedAt,
    show: async (own: Shown) => (show(own), { [Symbol.asyncDispose]: backToStandby }),
  };
  const backToStandby = (): Promise<void> => Promise.resolve(show(standby));
  const turns: Turns = {
    shell,
    config,
    log,
    standBy(now) {
      readiness = now;
      show(standby);
    },
    serveWith: (given, stop) => serve(shell, { ...serving, given }, stop),
  };
  const backoff = createBackoff({ ...AGAIN, random: shell.random });
  try {
    for (;;) {
      try {
        await using joined = (membership ??= await join(database, version));
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

/** Waits for the seat and serves with it. `lost`: the database was lost meanwhile, or whoever has it now. */
async function takeTurn(joined: Membership, turns: Turns): Promise<"over" | "lost"> {
  const { shell, config, log, standBy } = turns;
  const stop = AbortSignal.any([shell.signal, joined.lost]);
  const wake = createWakeUp();
  await joined.onFree(wake.ring);
  let said: string | null = null;
  while (!stop.aborted) {
    const taken = await joined.take(SERVICE_SEAT);
    if (taken.state === "taken") {
      const by = nameOf(taken.by);
      standBy({ reason: "standby", reasons: [`standing by: ${by} serves`] });
      if (said !== by) log.info({ serves: by }, "standing by");
      said = by;
      await wake.wait(LOOK, stop);
      continue;
    }
    const { held, from } = taken;
    if (from !== null) log.warn({ companion: nameOf(from) }, "the one that served was not heard of and was ended");
    log.info({}, "this companion serves now");
    standBy({ reason: "starting", reasons: ["it is starting"] });
    const forget = onAbort(held.lost, () => standBy({ reason: "database", reasons: [LOST] }));
    try {
      const tenure = { session: joined.session, at: shell.clock(), lost: joined.lost, hold: joined.hold };
      const database = config.database && { ...config.database, tenure };
      await turns.serveWith({ ...config, database }, AbortSignal.any([shell.signal, held.lost]));
    } catch (error) {
      if (!held.lost.aborted) throw error;
      log.warn({ why: messageOf(error) }, "what ended with the database");
    } finally {
      forget();
      await held.letGo();
    }
    if (!held.lost.aborted) return "over";
  }
  if (shell.signal.aborted) return "over";
  log.error({}, `${LOST}: nothing is answered or sent until it is back`);
  return "lost";
}

const LOST = "the database was lost, and another companion may serve now";

const nameOf = (companion: SeenCompanion | null): string =>
  companion === null ? "another companion" : `the companion on ${companion.host} (${companion.release})`;
