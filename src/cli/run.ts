import { announce } from "../app/announce.ts";
import { closedChats } from "../app/audience/closed.ts";
import { makeFolder } from "../app/kept.ts";
import type { ChatPlatform } from "../core/platform.ts";
import { SECOND } from "../core/time.ts";
import { readTotals } from "../health/totals.ts";
import { serveHealth } from "../health/server.ts";
import { releaseMemory } from "../lib/memory.ts";
import { createTerminal } from "../platforms/terminal/adapter.ts";
import { holdInstance } from "../store/sqlite/instance.ts";
import { openCompanion, openPlatforms } from "./open.ts";
import { EXIT } from "./exit-codes.ts";
import { readShellConfig } from "./read-config.ts";
import { LOOKS, watchFolder, writeNewIdentity, writeRenewed, type Looks } from "./run/folder.ts";
import { takeSeat } from "./run/seat.ts";
import { isShare, startWatchdog } from "./run/watchdog.ts";
import { openWall } from "./run/wall.ts";
import { refuseArguments, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

/** When everything is loaded, linked and read that a start needs. */
const SETTLED = 15 * SECOND;

export const run = createRun(LOOKS);

/** `looks`: how the data folder is looked after. */
export function createRun(looks: Looks): Subcommand {
  return {
    name: "run",
    usage: "run",
    summary: "serve Discord and Telegram (the default; with neither configured, this terminal)",
    async run(shell) {
      refuseArguments(shell, "run");
      const { dataDir } = readShellConfig(shell);
      await makeFolder(dataDir);
      // Before the ledger is opened: only who holds the folder may move a damaged one aside.
      const release = await holdInstance(dataDir);
      try {
        await using _ = (await isShare(dataDir)) ? startWatchdog(dataDir, looks) : null;
        return await serve(shell, looks);
      } finally {
        await release();
      }
    },
  };
}

async function serve(shell: Shell, looks: Looks): Promise<number> {
  const { companion, config, log } = await openCompanion(shell, "info", "renews");
  try {
    await using seat = await takeSeat(companion.store, config, shell.signal);
    const { clock, version, random } = shell;
    if (shell.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0")
      log.error(
        {},
        "NODE_TLS_REJECT_UNAUTHORIZED=0: no certificate is checked, so tokens go to whoever answers; unset it",
      );
    const platforms = await openPlatforms(shell, { companion, config, log });
    for (const { id, text, hint } of closedChats(config, await companion.store.outbox.rooms()))
      log.warn({ platform: id, hint }, text);
    const served = platforms.length > 0 ? platforms : [openTerminal(shell)];
    const { reports, standings, rooms, movedTo, isStranger, unkept, lookAtLedger } = companion;
    const saying = { config, platforms: served, log, random };
    const { abandon } = shell;
    await using folder = await watchFolder(config, { ...saying, looks, lookAtLedger, abandon }, seat.signal);
    const storage = (): string | null => folder.trouble() ?? unkept();
    const incidents = () => companion.store.incidents.unfinished();
    const totals = () => readTotals(companion.store.ledger, reports.gateways, clock());
    const source = { version, clock, log, platforms: served, reports, standings, totals, rooms, incidents, storage };
    const { http } = config;
    const wall = http && openWall(companion, shell, config.language, log, http.token);
    const health = http && (await serveHealth(http, source, folder.signal, wall));
    const settled = setTimeout(releaseMemory, SETTLED);
    const news = [...(movedTo === null ? [] : [writeRenewed(movedTo)]), ...(isStranger ? [writeNewIdentity] : [])];
    const said = Promise.all(news.map((card) => announce(card, saying, folder.signal)));
    try {
      await companion.run(served, folder.signal);
    } finally {
      clearTimeout(settled);
      await said;
      await health?.close();
    }
    folder.throwIfGone();
    seat.throwIfLost();
    return EXIT.ok;
  } finally {
    await companion.close();
  }
}

/** Nobody to talk to and nowhere to answer: a service started without its tokens. */
function openTerminal(shell: Shell): ChatPlatform {
  if (shell.interactive) return createTerminal(shell, shell.clock);
  throw new UsageError("set DISCORD_TOKEN or TELEGRAM_TOKEN (or both): there is no terminal to answer in");
}
