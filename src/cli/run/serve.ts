import { announce } from "../../app/announce.ts";
import { closedChats } from "../../app/audience/closed.ts";
import type { Reading } from "../../app/reading.ts";
import type { DutyKeeper } from "../../app/seats/duty-keeper.ts";
import type { Config } from "../../config.ts";
import { chatSeat } from "../../core/companions.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import { SECOND, type Instant } from "../../core/time.ts";
import { createRoutes } from "../../health/routes.ts";
import type { Shown } from "../../health/server.ts";
import { readTotals } from "../../health/totals.ts";
import { releaseMemory } from "../../lib/memory.ts";
import { createTerminal } from "../../platforms/terminal/adapter.ts";
import { openCompanion, openPlatforms } from "../open.ts";
import { say } from "../../words/say.ts";
import { english } from "../../words/speak.ts";
import { UsageError, type Shell } from "../subcommand.ts";
import { watchFolder, writeNewIdentity, writeRenewed, type Looks } from "./folder.ts";
import { openWall } from "./wall.ts";

/** When everything is loaded, linked and read that a start needs. */
const SETTLED = 15 * SECOND;

export interface ServeParts {
  /** Read and told of before; read here when absent. */
  readonly given?: Config;
  /** What reads, and what falls to this companion besides, where several share a database. */
  readonly shared?: { readonly reading: Reading; readonly keeper: DutyKeeper };
  readonly looks: Looks;
  readonly startedAt: Instant;
  /** Shows how it stands at the address of the settings, until what it resolves to is closed. */
  readonly show: (shown: Shown, config: Config, signal: AbortSignal) => Promise<AsyncDisposable>;
}

/** Builds the companion and serves with it until `signal` aborts, or the data folder is gone. */
export async function serve(
  shell: Shell,
  { given, shared, looks, startedAt, show }: ServeParts,
  signal: AbortSignal,
): Promise<void> {
  const { companion, config, log } = await openCompanion(shell, "info", shared?.reading ?? "renews", given);
  try {
    const { clock, version, random } = shell;
    if (shell.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
      log.error(
        {},
        "NODE_TLS_REJECT_UNAUTHORIZED=0: no certificate is checked, so tokens go to whoever answers; unset it",
      );
    const platforms = await openPlatforms(shell, { companion, config, log });
    for (const { id, text, hint } of closedChats(config, await companion.store.outbox.rooms()))
      log.warn({ platform: id, hint: english(hint) }, english(text));
    const served = platforms.length > 0 ? platforms : [openTerminal(shell)];
    const { reports, standings, rooms, movedTo, isStranger, unkept, lookAtLedger } = companion;
    const saying = { config, platforms: served, log, random };
    const { abandon } = shell;
    await using folder = await watchFolder(config, { ...saying, looks, lookAtLedger, abandon }, signal);
    const storage = (): string | null => {
      const [lost, full] = [folder.trouble(), unkept()];
      if (lost !== null) return `the data folder: ${lost}`;
      return full === null ? null : `the ledger takes nothing: ${full}`;
    };
    const incidents = () => companion.store.incidents.unfinished();
    const totals = () => readTotals(companion.store.ledger, reports.gateways, clock());
    const about = { version, clock, startedAt, log };
    const source = {
      ...about,
      platforms: () => listServed(served, shared?.keeper),
      reports,
      standings,
      totals,
      rooms,
      incidents,
      storage,
    };
    const { http } = config;
    const pages = http && openWall(companion, shell, config.language, log, http.token);
    await using _ = await show({ routes: createRoutes(source), pages }, config, folder.signal);
    const settled = setTimeout(releaseMemory, SETTLED);
    const news = [...(movedTo === null ? [] : [writeRenewed(movedTo)]), ...(isStranger ? [writeNewIdentity] : [])];
    const said = Promise.all(news.map((card) => announce(card, saying, folder.signal)));
    try {
      await companion.run(served, folder.signal, shared?.keeper.share);
    } finally {
      clearTimeout(settled);
      await said;
    }
    folder.throwIfGone();
  } finally {
    await companion.close();
  }
}

/** Those that this companion serves; null while that is not known. */
function listServed(platforms: readonly ChatPlatform[], keeper?: DutyKeeper): readonly ChatPlatform[] | null {
  if (keeper === undefined) return platforms;
  const held = keeper.held();
  return held && platforms.filter(({ id, isLocal }) => isLocal === true || held.has(chatSeat(id)));
}

/** Nobody to talk to and nowhere to answer: a service started without its tokens. */
export function openTerminal(shell: Shell): ChatPlatform {
  if (shell.interactive) return createTerminal(shell, shell.clock);
  throw new UsageError(say("shell.run-nowhere"));
}
