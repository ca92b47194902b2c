import { existsSync } from "node:fs";
import type { Message } from "../core/card.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
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
  summary: say("shell.move-store"),
  async run(shell) {
    refuseArguments(shell, "move-store");
    const { dataDir, database } = readShellConfig(shell);
    tellDoubts(shell, null);
    if (database === null) throw new UsageError(say("shell.move-store-where"));
    const path = ledgerPath(dataDir);
    if (!existsSync(path)) throw new UsageError(say("shell.move-store-none", { path }));
    // Neither side may be written to meanwhile.
    const release = await holdInstance(dataDir);
    try {
      const store = await openStore({ dataDir, database }, shell.clock);
      try {
        await using _ = await takeTables(store, { dataDir, database }, shell.signal);
        const moved = await moveStore(dataDir, database, shell.signal);
        const write = (line: Message): void => void shell.output.write(`${speakText(line, shell.language)}\n`);
        for (const [table, count] of moved) if (count > 0) write(say("shell.move-store-table", { table, count }));
        shell.output.write("\n");
        write(say("shell.move-store-done", { name: database.name }));
        write(say("shell.move-store-left", { path }));
        return EXIT.ok;
      } finally {
        await store.close();
      }
    } finally {
      await release();
    }
  },
};
