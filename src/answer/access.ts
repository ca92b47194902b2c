import type { Caller, Command, CommandCall, Option } from "../core/command.ts";
import { findMeant } from "../lib/nearest.ts";
import { shorten } from "../lib/redact.ts";

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
export function readProblem({ options }: Pick<Command, "options">, args: CommandCall["args"]): string | null {
  const unknown = Object.keys(args).find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined) {
    const meant = findMeant(unknown, Object.keys(options));
    const hint = meant === null ? "" : ` Did you mean "${meant}"?`;
    return `"${shorten(unknown, 40)}" is not an option of this command.${hint}`;
  }
  const long = Object.entries(args).find(([, value]) => value.length > LONGEST);
  if (long) return `"${long[0]}" is too long.`;
  for (const [name, value] of Object.entries(args)) {
    const option = options[name];
    if (option?.takes?.(value) === false) return explainWrong([name, value], option, args);
  }
  const missing = Object.entries(options).find(([name, option]) => option.required && !args[name]);
  return missing ? `"${missing[0]}" is missing: ${missing[1].description}.` : null;
}

/** What was given, and what would be right. */
function explainWrong([name, value]: readonly [string, string], option: Option, args: CommandCall["args"]): string {
  const known = option.choices?.("", args) ?? [];
  const given = shorten(value, 40);
  const meant = findMeant(value, known);
  const hint = meant === null ? "" : ` Did you mean ${meant}?`;
  if (known.length > 0) return `There is no ${name} ${given}. Known: ${known.join(", ")}.${hint}`;
  return `"${given}" means nothing as ${name}: ${option.description}.`;
}
