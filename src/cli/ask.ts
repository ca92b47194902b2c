import { toExitCode } from "../diagnose/status-json.ts";
import { parseCommand } from "../platforms/terminal/parse.ts";
import { OPERATOR } from "../platforms/terminal.ts";
import { renderText } from "../platforms/terminal/render.ts";
import { openCompanion } from "./open.ts";
import { UsageError, type Subcommand } from "./subcommand.ts";

export const ask: Subcommand = {
  name: "ask",
  usage: 'ask "/model-status [gateway] [agent]"',
  summary: "run one command as a chat would, print the reply and exit as status does",
  async run(shell) {
    const line = shell.args.join(" ");
    if (line.trim() === "") throw new UsageError('ask what? For example: ask "/model-status"');
    const { companion } = await openCompanion(shell, "silent");
    const stop = new AbortController();
    const signal = AbortSignal.any([shell.signal, stop.signal]);
    try {
      const typed = parseCommand(line, companion.commands);
      if (typed === null || !companion.commands.some(({ name }) => name === typed.name)) {
        const known = companion.commands.map(({ name }) => `/${name}`).join(", ");
        throw new UsageError(`there is no command like that; there are ${known}`);
      }
      await companion.readOnce(signal);
      const reply = await companion.answer({ ...typed, caller: OPERATOR, place: "terminal", signal });
      const show = (card: typeof reply.card): void => {
        const look = { now: shell.clock(), color: shell.interactive, width: shell.width };
        shell.output.write(`${renderText(card, look)}\n`);
      };
      show(reply.card);
      if (reply.private) show(reply.private);
      for await (const card of reply.updates ?? []) show(card);
      const { reports } = companion;
      return toExitCode(await Promise.all(reports.gateways.map((id) => reports.report(id))));
    } finally {
      stop.abort();
      await companion.close();
    }
  },
};
