import { visibleOptions, type CommandSummary } from "../../core/command.ts";

const TOKEN = /((?:--)?[\w-]+=)?(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|'([^']*)'|(\S+)|(?<==))/g;

/**
 * Arguments in the order of the command's options, or by name as `name=value` or `--name value`; a value with spaces goes
 * into quotes. What is left over belongs to the last option, so that free text needs no quotes; where there is none, and
 * where a name is no option's, it is kept under its own text, for the answer to refuse.
 */
export function readArguments(rest: string, options: CommandSummary["options"]): Readonly<Record<string, string>> {
  const names = visibleOptions(options).map(([name]) => name);
  const named = new Map<string, string>();
  const loose: string[] = [];
  const tokens = rest.matchAll(TOKEN);
  for (const [whole, label, ...values] of tokens) {
    const value = joined(values);
    const isFlag = label === undefined && whole.startsWith("--");
    if (label === undefined && !isFlag) {
      loose.push(value);
      continue;
    }
    const name = findName(names, isFlag ? whole : (label?.slice(0, -1) ?? ""));
    const given = isFlag && name !== undefined ? tokens.next().value : undefined;
    if (name === undefined || (isFlag && given === undefined)) named.set(whole, whole);
    else named.set(name, given === undefined ? value : joined(given.slice(2)));
  }
  return Object.fromEntries([...byPosition(names, named, loose), ...named]);
}

const joined = (values: readonly (string | undefined)[]): string => values.find((value) => value !== undefined) ?? "";

/** With hyphens or underscores, in any case. */
const findName = (names: readonly string[], typed: string): string | undefined =>
  names.find((name) => plain(name) === plain(typed));

const plain = (name: string): string => name.toLowerCase().replace(/^--/, "").replaceAll("-", "_");

function byPosition(names: readonly string[], named: ReadonlyMap<string, string>, loose: readonly string[]) {
  const free = names.filter((name) => !named.has(name));
  if (free.length === 0) return loose.map((word) => [word, word]);
  return free.flatMap((name, index): readonly (readonly [string, string])[] => {
    const last = index === free.length - 1;
    const value = last ? loose.slice(index).join(" ") : loose[index];
    return value === undefined || value === "" ? [] : [[name, value]];
  });
}
