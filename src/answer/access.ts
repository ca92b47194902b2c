import type { Message } from "../core/card.ts";
import type { Caller, Command, CommandCall, Option } from "../core/command.ts";
import { findMeant } from "../lib/nearest.ts";
import { shorten } from "../lib/redact.ts";
import { say } from "../words/say.ts";
import { sayKnown } from "../words/sequence.ts";

/** The command of a name as it was typed, pressed or chosen; undefined when there is none. */
export const findCommand = (commands: readonly Command[], called: string): Command | undefined =>
  commands.find(({ name }) => name === called.replaceAll("_", "-"));

export const mayUse = ({ access }: Pick<Command, "access">, { admin }: Pick<Caller, "admin">): boolean =>
  access === "everyone" || admin;

/** Whether a call brings what is to prove who makes it. */
export const isProving = (commands: readonly Command[], { name, args }: Pick<CommandCall, "name" | "args">): boolean =>
  findCommand(commands, name)?.proves?.(args) ?? false;

/** Longer, nobody means what they type. */
const LONGEST = 2_000;

/** What is wrong with the arguments, in one sentence; null when nothing is. */
export function readProblem({ options }: Pick<Command, "options">, args: CommandCall["args"]): Message | null {
  const unknown = Object.keys(args).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined) {
    // `gatway=main` stands there as it was typed.
    const [named = ""] = unknown.split("=", 1);
    const meant = findMeant(named, Object.keys(options));
    const given = shorten(unknown, 40);
    return meant === null ? say("answer.no-option", { given }) : say("answer.no-option-meant", { given, meant });
  }
  const long = Object.entries(args).find(([, value]) => value.length > LONGEST);
  if (long) return say("answer.too-long", { option: long[0] });
  for (const [name, value] of Object.entries(args)) {
    const option = options[name];
    if (option?.takes?.(value) === false) return explainWrong([name, value], option, args);
  }
  const missing = Object.entries(options).find(([name, option]) => option.required && !args[name]);
  return missing ? say("answer.missing", { option: missing[0], description: missing[1].description }) : null;
}

/** What was given, and what would be right. */
function explainWrong([name, value]: readonly [string, string], option: Option, args: CommandCall["args"]): Message {
  const choices = option.choices?.("", args) ?? [];
  const meant = findMeant(value, choices);
  const given = { option: name, given: shorten(value, 40) };
  if (choices.length === 0) return say("answer.no-meaning", { ...given, description: option.description });
  const known = sayKnown(choices);
  return meant === null
    ? say("answer.no-such", { ...given, known })
    : say("answer.no-such-meant", { ...given, known, meant });
}
