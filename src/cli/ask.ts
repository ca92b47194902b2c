import type { Companion } from "../app.ts";
import { findCommand, readProblem } from "../answer/access.ts";
import { unclear } from "../answer/words.ts";
import { writeProgress } from "../../commands/fix-cards/progress.ts";
import type { Action, Card, Tone } from "../core/card.ts";
import type { CommandReply } from "../core/command.ts";
import type { Progress } from "../core/repairs.ts";
import { toExitCode } from "../diagnose/status-json.ts";
import { orAborted, onAbort } from "../lib/abort.ts";
import { followInTerminal, waitedFor, type Print } from "../platforms/terminal/follow.ts";
import { parseCommand, type Typed } from "../platforms/terminal/parse.ts";
import { OPERATOR, terminalAt } from "../platforms/terminal/adapter.ts";
import { renderText } from "../platforms/terminal/render.ts";
import { say } from "../words/say.ts";
import { sayListed } from "../words/sequence.ts";
import { speak, speakText } from "../words/speak.ts";
import { readAskLine, type AskLine } from "./ask/line.ts";
import { openCompanion } from "./open.ts";
import { EXIT } from "./exit-codes.ts";
import { meantOf, UsageError, type Shell, type Subcommand } from "./subcommand.ts";

export const ask: Subcommand = {
  name: "ask",
  usage: 'ask "/model-status [gateway] [agent]" [--yes | --dry-run]',
  summary: say("shell.ask"),
  async run(shell) {
    const line = readAskLine(shell.args);
    const { companion } = await openCompanion(shell, "silent", "may");
    const stop = new AbortController();
    const signal = AbortSignal.any([shell.signal, stop.signal]);
    try {
      const typed = readTyped(companion, line);
      // What admins may do is kept there, and what was done: an empty memory would tell a lie.
      if (companion.lacks && isAdmins(companion, typed)) throw companion.lacks;
      // Before anything is read: nobody waits for gateways to hear that a word was wrong.
      const refusal = refuse(companion, typed);
      if (refusal !== null) {
        print(shell, refusal);
        return EXIT.usage;
      }
      await companion.readOnce(signal);
      if (isPlanning(companion, typed) && !line.dryRun) {
        // First a repair is ended that a killed process left.
        // The work goes on where it can; whoever was told to stop does not wait for it.
        await orAborted(
          companion.resume((progress) => tell(shell, progress)),
          signal,
        );
        if (signal.aborted) return EXIT.cannotTell;
      }
      const answer = async (call: Typed): Promise<Shown> =>
        show(
          shell,
          await waitedFor(
            companion.answer({
              ...call,
              caller: OPERATOR,
              origin: terminalAt(shell.clock()),
              place: "terminal",
              signal,
            }),
            shell.language,
            // A script has nobody who wonders.
            (line) => void (shell.interactive && shell.errors.write(`${line}\n`)),
          ),
        );

      let { card, isDone } = await answer(typed);
      if (card.unclear) return EXIT.usage;
      const asks = card.actions?.find(({ confirms }) => confirms);
      if (asks && line.dryRun) return EXIT.ok;
      if (asks && !isDone) {
        // Asked for and not done: whoever runs this from a script has to notice.
        if (!(await isConfirmed(shell, asks, line))) return EXIT.degraded;
        ({ card, isDone } = await answer({ name: asks.command, args: asks.args }));
        // Nor was it where somebody else is at it, or has to confirm it too.
        if (!isDone) return EXIT.degraded;
      }
      return isDone ? EXITS[card.tone] : await readExit(companion);
    } finally {
      stop.abort();
      await companion.close();
    }
  },
};

const isPlanning = ({ commands }: Pick<Companion, "commands">, typed: Typed): boolean =>
  commands.some(({ name, plans }) => plans && name === typed.name);

const isAdmins = ({ commands }: Companion, { name }: Typed): boolean =>
  commands.some((command) => command.name === name && command.access === "admin");

/** What was done says how it went; what was only asked for leaves it to the gateways. */
const EXITS: Readonly<Record<Tone, number>> = {
  good: EXIT.ok,
  neutral: EXIT.ok,
  warning: EXIT.degraded,
  critical: EXIT.degraded,
  unknown: EXIT.cannotTell,
};

async function readExit({ reports }: Companion): Promise<number> {
  return toExitCode(await Promise.all(reports.gateways.map((id) => reports.report(id))));
}

function readTyped({ commands }: Companion, line: AskLine): Typed {
  const typed = parseCommand(line.command, commands);
  if (typed === null || findCommand(commands, typed.name) === undefined) {
    const names = commands.map(({ name }) => name);
    const known = sayListed(names.map((one) => `/${one}`));
    throw new UsageError(say("shell.ask-unknown", { meant: meantOf(typed?.name ?? "", names), known }));
  }
  if (line.dryRun && !isPlanning({ commands }, typed)) {
    const planning = commands.filter(({ plans }) => plans).map(({ name }) => `/${name}`);
    throw new UsageError(say("shell.ask-dry-run", { known: sayListed(planning) }));
  }
  return typed;
}

/** What is wrong with the arguments; null when nothing is. */
function refuse({ commands }: Companion, { name, args }: Typed): Card | null {
  const command = findCommand(commands, name);
  const problem = command && readProblem(command, args);
  return command && problem ? unclear(problem, command).card : null;
}

function print(shell: Shell, card: Card): void {
  const look = { now: shell.clock(), color: shell.color, width: shell.width };
  shell.output.write(`${renderText(speak(card, shell.language), look)}\n`);
}

function tell(shell: Shell, progress: Progress): Promise<true> {
  print(shell, writeProgress(progress));
  return Promise.resolve(true);
}

interface Shown {
  /** As it stood last. */
  readonly card: Card;
  /** Something was done, and the card says how it went. */
  readonly isDone: boolean;
}

async function show(shell: Shell, reply: CommandReply): Promise<Shown> {
  let { card } = reply;
  const tellWait = (): void => void shell.errors.write(`${speakText(WAIT, shell.language)}\n`);
  const forget = reply.updates && onAbort(shell.signal, tellWait);
  const shown: Print = (next, standing) => {
    if (standing === "instead") card = next;
    print(shell, next);
  };
  await followInTerminal(reply, shell.language, shown, NEVER);
  forget?.();
  return { card, isDone: reply.updates !== undefined };
}

/** What was begun is seen through. */
const NEVER = new AbortController().signal;
const WAIT = say("shell.ask-goes-on");

/** Nothing is changed on a guess: where nobody can be asked, it has to be said beforehand. */
async function isConfirmed(shell: Shell, { label: said }: Action, { yes }: AskLine): Promise<boolean> {
  if (yes) return true;
  if (!shell.interactive) {
    shell.errors.write(`${speakText(say("shell.ask-unchanged"), shell.language)}\n`);
    return false;
  }
  const { createPrompts } = await import("./setup/prompts.ts");
  return (await createPrompts(shell).confirm(say("shell.question", { what: said }))) === true;
}
