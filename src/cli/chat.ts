import { createTerminal } from "../platforms/terminal/adapter.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { openCompanion } from "./open.ts";
import { EXIT } from "./exit-codes.ts";
import { refuseArguments, type Subcommand } from "./subcommand.ts";

export const chat: Subcommand = {
  name: "chat",
  usage: "chat",
  summary: say("shell.chat"),
  async run(shell) {
    refuseArguments(shell, "chat");
    const { companion } = await openCompanion(shell, "silent", "must");
    const terminal = createTerminal(shell, shell.clock);
    const stop = new AbortController();
    try {
      shell.output.write(`${speakText(say("shell.chat-intro"), shell.language)}\n\n`);
      await companion.run([terminal], AbortSignal.any([shell.signal, stop.signal]), "silent");
      return EXIT.ok;
    } finally {
      stop.abort();
      await companion.close();
    }
  },
};
