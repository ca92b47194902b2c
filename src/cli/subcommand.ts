import type { Readable, Writable } from "node:stream";
import type { Language, Message, Text } from "../core/card.ts";
import type { Clock } from "../core/time.ts";
import { findMeant } from "../lib/nearest.ts";
import { say } from "../words/say.ts";
import { english } from "../words/speak.ts";
import type { EnvFileReport } from "./environment.ts";

/** What a subcommand has of the process. Only `main.ts` touches the process itself. */
export interface Shell {
  /** The arguments after the subcommand's name. */
  readonly args: readonly string[];
  /** With what `.env` adds to it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly envFile: EnvFileReport;
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
  /** A person sits at both ends of it. */
  readonly interactive: boolean;
  /** It may be written in colours, and over what was written before. */
  readonly color: boolean;
  readonly width: number;
  /** Of whoever reads it: as the settings, or the system says. */
  readonly language: Language;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: () => number;
  /** Asks the process to stop, as Ctrl-C does. */
  readonly interrupt: () => void;
  /** The path of the program, as it was started. */
  readonly script: string;
  /** Of the companion. */
  readonly version: string;
  /** Of Node, such as `24.21.0`. */
  readonly node: string;
  /** Ends the process at once with what the error says, for when an end in order could wait for ever. */
  readonly abandon: (error: Error) => void;
}

export interface Subcommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: Message;
  /** Resolves to the exit code. */
  run(shell: Shell): Promise<number>;
}

/** Something went wrong, in words of the catalogue; the error's own message is its English. */
export class Told extends Error {
  readonly said: Text;
  constructor(said: Text, cause?: unknown) {
    super(english(said), { cause });
    this.said = said;
  }
}

/** Wrong arguments: said in one sentence, with how to call it. */
export class UsageError extends Told {}

/** What was meant, or `none` where nothing known is near. */
export const meantOf = (typed: string, known: readonly string[]): string => findMeant(typed, known) ?? "none";

export function refuseArguments({ args }: Shell, name: string): void {
  if (args.length > 0) throw new UsageError(say("shell.takes-nothing", { name, typed: args.join(" ") }));
}
