import { say } from "../../words/say.ts";
import { UsageError } from "../subcommand.ts";

export interface AskLine {
  readonly command: string;
  /** What the reply asks to be confirmed is confirmed. */
  readonly yes: boolean;
  /** The plan is shown, and nothing is done. */
  readonly dryRun: boolean;
}

/** Reads the arguments of `ask`: a command in one word or in several, with its flags anywhere. */
export function readAskLine(args: readonly string[]): AskLine {
  const words = args.join(" ").split(/\s+/).filter(Boolean);
  const command = words.filter((word) => !FLAGS.has(word)).join(" ");
  if (command === "") throw new UsageError(say("shell.ask-what", { example: 'ask "/model-status"' }));
  const line = { command, yes: words.includes("--yes"), dryRun: words.includes("--dry-run") };
  if (line.yes && line.dryRun) throw new UsageError(say("shell.ask-either"));
  return line;
}

const FLAGS = new Set(["--yes", "--dry-run"]);
