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
  const args = new Map<string, string>();
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, named, value] = /^(?:--)?([\w-]+)=(.*)$/s.exec(word) ?? [];
    const flag = word.startsWith("--") && options.includes(word.slice(2)) ? word.slice(2) : undefined;
    if (named !== undefined && options.includes(named)) args.set(named, unquote(value ?? ""));
    else if (named !== undefined) args.set(word, word);
    else if (flag !== undefined && words.length > 0) args.set(flag, unquote(words.shift() ?? ""));
    else {
      const free = word.startsWith("--") ? undefined : options.find((option) => !args.has(option));
      args.set(free ?? word, unquote(word));
    }
  }
  return { name, args: Object.fromEntries(args) };
}

const unquote = (word: string): string => word.replaceAll('"', "");
