import { makeFolder } from "../app/kept.ts";
import { say } from "../words/say.ts";
import { serveShown } from "../health/server.ts";
import { holdInstance } from "../store/sqlite/instance.ts";
import { EXIT } from "./exit-codes.ts";
import { createLog } from "./log.ts";
import { readShellConfig } from "./read-config.ts";
import { LOOKS, type Looks } from "./run/folder.ts";
import { serve, type ServeParts } from "./run/serve.ts";
import { serveInTurns } from "./run/turns.ts";
import { isShare, startWatchdog } from "./run/watchdog.ts";
import { refuseArguments, type Shell, type Subcommand } from "./subcommand.ts";

export const run = createRun(LOOKS);

/** `looks`: how the data folder is looked after. */
export function createRun(looks: Looks): Subcommand {
  return {
    name: "run",
    usage: "run",
    summary: say("shell.run"),
    async run(shell) {
      refuseArguments(shell, "run");
      const { dataDir, database } = readShellConfig(shell);
      await makeFolder(dataDir);
      // Before the ledger is opened: only who holds the folder may move a damaged one aside.
      const release = await holdInstance(dataDir);
      try {
        await using _ = (await isShare(dataDir)) ? startWatchdog(dataDir, looks) : null;
        if (database === null) await serveAlone(shell, looks);
        else await serveInTurns(shell, database, looks);
        return EXIT.ok;
      } finally {
        await release();
      }
    },
  };
}

/** With a file nobody else can serve. */
async function serveAlone(shell: Shell, looks: Looks): Promise<void> {
  const { clock } = shell;
  const show: ServeParts["show"] = async (shown, { http, logLevel }, signal) => {
    const log = await createLog(logLevel ?? "info", shell.errors);
    const server = http && (await serveShown(http, () => shown, { clock, log }, signal));
    return { [Symbol.asyncDispose]: async () => server?.close() };
  };
  await serve(shell, { looks, startedAt: clock(), show }, shell.signal);
}
