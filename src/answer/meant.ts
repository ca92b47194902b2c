import type { Command, CommandCall, Option, Options } from "../core/command.ts";

type Args = CommandCall["args"];
type Named = readonly [name: string, option: Option];

/** More ways to sort what was typed are not tried. */
const MOST_SORTED = 4;

/**
 * Arguments as a person means them: in any case and between quotes, and in any order where each value can only be one
 * thing. What cannot be told stays as it was typed, for the command to refuse. Pure.
 */
export function readMeant({ options }: Pick<Command, "options">, args: Args): Args {
  const tidy = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, Object.hasOwn(options, name) ? value.trim() : value]),
  );
  return asListed(options, sorted(options, tidy));
}

const choicesOf = (option: Option, soFar: Args): readonly string[] => option.choices?.("", soFar) ?? [];

/** The value as it is listed, where it differs from that in nothing a person would notice. */
function listed(value: string, choices: readonly string[]): string | null {
  if (choices.includes(value)) return value;
  const bare = value.replaceAll(/^[\s"'`“”‘’«»„(<[]+|[\s"'`“”‘’«»)>\].,;:!?]+$/g, "");
  if (choices.includes(bare)) return bare;
  const [only, ...more] = choices.filter((one) => one.toLowerCase() === bare.toLowerCase());
  return more.length > 0 ? null : (only ?? null);
}

/** In the order of the options: what is listed for one may hang on those before it. */
function asListed(options: Options, args: Args): Args {
  let found = args;
  for (const [name, option] of Object.entries(options)) {
    const value = found[name];
    const meant = value === undefined ? null : listed(value, choicesOf(option, found));
    if (meant !== null) found = { ...found, [name]: meant };
  }
  return found;
}

/** How sure it is that a value is meant for an option: 3, it is listed; 2, it is taken; 1, it may be; below zero, it cannot be. */
function likely([, option]: Named, value: string, soFar: Args): number {
  if (value === "") return 0;
  if (listed(value, choicesOf(option, soFar)) !== null) return 3;
  return option.takes === undefined ? 1 : option.takes(value) ? 2 : -1;
}

/** Only where an option cannot take what stands there: then the most likely order, if all of it can be taken. */
function sorted(options: Options, args: Args): Args {
  const open: readonly Named[] = Object.entries(options).filter(([, { hidden }]) => hidden !== true);
  const values = open.flatMap(([name]) => args[name] ?? []);
  const isFine = open.every((one) => args[one[0]] === undefined || likely(one, args[one[0]] ?? "", args) >= 0);
  if (isFine || open.length > MOST_SORTED) return args;
  const rest = Object.fromEntries(Object.entries(args).filter(([name]) => !open.some(([known]) => known === name)));
  const ways = orders(values, open.length).flatMap((way) => {
    const given = Object.fromEntries(open.flatMap(([name], at) => (way[at] === undefined ? [] : [[name, way[at]]])));
    const sure = open.map((one, at) => (way[at] === undefined ? 0 : likely(one, way[at], given)));
    // What is put elsewhere than it was typed belongs there for certain.
    const isMoved = open.map(([name], at) => way[at] !== undefined && way[at] !== args[name]);
    return sure.some((one, at) => one < 0 || (isMoved[at] === true && one < 2))
      ? []
      : [{ given, sum: sure.reduce((sum, one) => sum + one, 0) }];
  });
  const [best, next] = ways.toSorted((a, b) => b.sum - a.sum);
  return best === undefined || best.sum === next?.sum ? args : { ...rest, ...best.given };
}

/** Every way to put these values into so many places, some of which stay empty. */
function orders(values: readonly string[], places: number): readonly (readonly (string | undefined)[])[] {
  if (places === 0) return values.length === 0 ? [[]] : [];
  const first = values.flatMap((value, at) =>
    orders(values.toSpliced(at, 1), places - 1).map((others) => [value, ...others]),
  );
  const empty = values.length < places ? orders(values, places - 1).map((others) => [undefined, ...others]) : [];
  return [...first, ...empty];
}
