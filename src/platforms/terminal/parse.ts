import { visibleOptions, type CommandSummary } from "../../core/command.ts";

export interface Typed {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Words, `name=value` pairs and "quoted words". */
const WORDS = /(?:[^\s"]+=)?"[^"]*"|\S+/g;

/**
 * Reads `/model-status main agent=ops`: the leading slash may be missing, values fill the options in
 * order, `option=value` and `--option value` name one. What fits no option is kept under its own text, for the answer to refuse.
 */
export function parseCommand(line: string, commands: readonly CommandSummary[]): Typed | null {
  const [first, ...words] = line.trim().match(WORDS) ?? [];
  if (first === undefined) return null;
  const name = first.replace(/^\//, "").toLowerCase().replaceAll("_", "-");
  const options = visibleOptions(commands.find((command) => command.name === name)?.options ?? {}).map(([key]) => key);
  const args: Record<string, string> = {};
  for (const word of words) {
    const named = /^(?:--)?([\w-]+)=(.*)$/s.exec(word);
    if (named?.[1] !== undefined && options.includes(named[1])) {
      args[named[1]] = unquote(named[2] ?? "");
      continue;
    }
    const free = options.find((option) => !(option in args));
    args[free ?? word] = unquote(word);
  }
  return { name, args };
}

const unquote = (word: string): string => word.replaceAll('"', "");
