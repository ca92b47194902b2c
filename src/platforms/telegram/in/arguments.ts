import { visibleOptions, type CommandSummary } from "../../../core/command.ts";

/** A command as it stands at the start of a message. `to` is the bot it was addressed to, if any. */
export interface TypedCommand {
  readonly name: string;
  readonly to: string | null;
  readonly rest: string;
}

const COMMAND = /^\/([a-z0-9][\w‐‑‒–—-]*)(?:@(\w+))?(?:\s+([\s\S]*))?$/i;

/**
 * Reads `/model_status`, `/model-status`, either with `@bot`, from the message text: Telegram's own entity
 * ends at the hyphen. Phones turn hyphens into dashes; they are read as hyphens. The name comes with hyphens.
 */
export function readCommand(text: string): TypedCommand | null {
  const [, typed, to, rest] = COMMAND.exec(text.trim()) ?? [];
  if (typed === undefined) return null;
  return { name: typed.toLowerCase().replaceAll(/[_‐‑‒–—]/g, "-"), to: to ?? null, rest: rest ?? "" };
}

/** As Telegram takes command names: `model_status`. */
export const publishedName = (name: string): string => name.toLowerCase().replaceAll("-", "_");

const TOKEN = /([\w-]+=)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|'([^']*)'|(\S+))/g;

/**
 * Arguments in the order of the command's options, or by name as `name=value`; a value with spaces goes into
 * quotes. What is left over belongs to the last option, so that free text needs no quotes; where there is none, and
 * where a name is no option's, it is kept under its own text, for the answer to refuse.
 */
export function readArguments(rest: string, options: CommandSummary["options"]): Readonly<Record<string, string>> {
  const names = visibleOptions(options).map(([name]) => name);
  const named = new Map<string, string>();
  const loose: string[] = [];
  for (const [whole, label, ...values] of rest.matchAll(TOKEN)) {
    const name = label === undefined ? undefined : findName(names, label.slice(0, -1));
    if (name !== undefined) named.set(name, joined(values));
    else if (label !== undefined) named.set(whole, whole);
    else loose.push(joined(values));
  }
  return Object.fromEntries([...byPosition(names, named, loose), ...named]);
}

const joined = (values: readonly (string | undefined)[]): string => values.find((value) => value !== undefined) ?? "";

const findName = (names: readonly string[], typed: string): string | undefined =>
  names.find((name) => publishedName(name) === publishedName(typed));

function byPosition(names: readonly string[], named: ReadonlyMap<string, string>, loose: readonly string[]) {
  const free = names.filter((name) => !named.has(name));
  if (free.length === 0) return loose.map((word) => [word, word]);
  return free.flatMap((name, index): readonly (readonly [string, string])[] => {
    const last = index === free.length - 1;
    const value = last ? loose.slice(index).join(" ") : loose[index];
    return value === undefined || value === "" ? [] : [[name, value]];
  });
}
