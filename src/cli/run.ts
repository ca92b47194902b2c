import type { ChatPlatform } from "../core/platform.ts";
import { SECOND } from "../core/time.ts";
import { serveHealth } from "../health/server.ts";
import { releaseMemory } from "../lib/memory.ts";
import { createTerminal } from "../platforms/terminal/adapter.ts";
import { holdInstance } from "../store/instance.ts";
import { openCompanion } from "./open.ts";
import { EXIT } from "./exit-codes.ts";
import { refuseArguments, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

/** When everything is loaded, linked and read that a start needs. */
const SETTLED = 15 * SECOND;

export const run: Subcommand = {
  name: "run",
  usage: "run",
  summary: "serve Discord and Telegram (the default; with neither configured, this terminal)",
  async run(shell) {
    refuseArguments(shell, "run");
    const { companion, config, log } = await openCompanion(shell, "info");
    try {
      const release = await holdInstance(config.dataDir);
      const { clock, random, version } = shell;
      const { callbacks, memory } = companion.store;
      const parts = { log, clock, random, callbacks, memory };
      const platforms = await Promise.all(config.platforms.map((platform) => platform.open(parts)));
      const served = platforms.length > 0 ? platforms : [openTerminal(shell)];
      const { reports, standings, rooms } = companion;
      const source = { version, clock, log, platforms: served, reports, standings, rooms };
      const health = config.http && (await serveHealth(config.http, source, shell.signal));
      const settled = setTimeout(releaseMemory, SETTLED);
      try {
        await companion.run(served, shell.signal);
      } finally {
        clearTimeout(settled);
        await health?.close();
      }
      await release();
      return EXIT.ok;
    } finally {
      await companion.close();
    }
  },
};

/** Nobody to talk to and nowhere to answer: a service started without its tokens. */
function openTerminal(shell: Shell): ChatPlatform {
  if (shell.interactive) return createTerminal(shell, shell.clock);
  throw new UsageError("set DISCORD_TOKEN or TELEGRAM_TOKEN (or both): there is no terminal to answer in");
}
