import { openFile } from "../../../src/store/sqlite/open.ts";
import { NOW, turn, turns } from "./ledger-words.ts";

/**
 * A process of its own that uses a ledger: `node ledger-process.ts FOLDER NAME TURNS`. Writes that many turns,
 * one by one, and says so after each was promised to be kept; 0 only opens it. Ends by itself.
 */
const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const store = await openFile(folder, () => NOW);
  say("open");
  for (let index = 0; index < Number(count); index += 1) {
    await store.ledger.record("main", turns(turn(`${name}-${index}`)));
    say(`kept ${index}`);
  }
  await store.close();
  say("closed");
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : "unknown"}`);
}
