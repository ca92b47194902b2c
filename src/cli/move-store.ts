import { existsSync } from "node:fs";
import { countOf } from "../core/finding.ts";
import { moveStore } from "../store/move.ts";
import { openStore } from "../store/open.ts";
import { holdInstance } from "../store/sqlite/instance.ts";
import { ledgerPath } from "../store/sqlite/open.ts";
import { EXIT } from "./exit-codes.ts";
import { readShellConfig, tellDoubts } from "./read-config.ts";
import { takeTables } from "./run/tables.ts";
import { refuseArguments, UsageError, type Subcommand } from "./subcommand.ts";

export const moveStoreCommand: Subcommand = {
  name: "move-store",
  usage: "move-store",
  summary: "copy the ledger from its file into the empty database of COMPANION_DATABASE_URL",
  async run(shell) {
    refuseArguments(shell, "move-store");
    const { dataDir, database } = readShellConfig(shell);
    tellDoubts(shell, null);
    if (database === null) throw new UsageError("set COMPANION_DATABASE_URL to the database the ledger shall move to");
    const path = ledgerPath(dataDir);
    if (!existsSync(path))
      throw new UsageError(`there is no ledger ${path} to move: check COMPANION_DATA_DIR, or start without moving`);
    // Neither side may be written to meanwhile.
    const release = await holdInstance(dataDir);
    try {
      const store = await openStore({ dataDir, database }, shell.clock);
      try {
        await using _ = await takeTables(store, { dataDir, database }, shell.signal);
        const moved = await moveStore(dataDir, database);
        for (const [table, count] of moved) shell.output.write(`${table}: ${countOf(count, "row", "rows")}\n`);
        shell.output.write(`\nEverything is in the database ${database.name} now, and counted there once more.\n`);
        shell.output.write(`${path} is as it was; nothing reads it while COMPANION_DATABASE_URL is set.\n`);
        return EXIT.ok;
      } finally {
        await store.close();
      }
    } finally {
      await release();
    }
  },
};
