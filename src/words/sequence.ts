import type { Inline, Line, Message, Text } from "../core/card.ts";
import { say } from "./say.ts";

type Join = (first: Inline, next: Inline) => Inline;

/** Sentences one after the other, with what their language puts between them. What is null is left out. */
export function sayInTurn(...sentences: readonly (Text | null)[]): Text;
export function sayInTurn(...sentences: readonly (Inline | null)[]): Inline;
export function sayInTurn(...sentences: readonly (Inline | null)[]): Inline {
  return joinAll(
    sentences.filter((one) => one !== null),
    (first, next) => say("parts.in-turn", { first, next }),
  );
}

/** Names one after the other, without an "and". */
export const sayListed = (names: readonly Inline[]): Inline =>
  joinAll(names, (first, next) => say("parts.listed", { first, next }));

/** Up to `most` names, and how many more there are; `join` puts those that are named beside each other. */
export const sayNamed = (
  names: readonly string[],
  most: number,
  join: (named: readonly string[]) => Inline = sayListed,
): Message => say("parts.named", { names: join(names.slice(0, most)), more: Math.max(0, names.length - most) });

/** What is known, where something else was named. */
export const sayKnown = (names: readonly string[]): Message => sayNamed(names, MOST_KNOWN);

/** Nobody reads the names of a thousand gateways. */
const MOST_KNOWN = 20;

/** Remarks that have nothing to do with each other. */
export function sayApart(remarks: readonly Text[]): Text;
export function sayApart(remarks: readonly Inline[]): Inline;
export function sayApart(remarks: readonly Inline[]): Inline {
  return joinAll(remarks, (first, next) => say("parts.apart", { first, next }));
}

/** Facts that stand beside each other. */
export function sayDotted(facts: readonly Text[]): Text;
export function sayDotted(facts: readonly Inline[]): Inline;
export function sayDotted(facts: readonly Inline[]): Inline {
  return joinAll(facts, (first, next) => say("parts.dotted", { first, next }));
}

/** A sentence, then a line of others; what an earlier release kept in pieces is English. */
export function sayBefore(first: Inline, line: Line): Line {
  const [only, ...more] = line;
  return only !== undefined && more.length === 0 ? [sayInTurn(first, only)] : [first, " ", ...line];
}

/** Two lines as one; the second may be missing. */
export const joinLines = ([first, ...more]: Line, then: Line = []): Line => {
  if (first === undefined || then.length === 0) return first === undefined ? then : [first, ...more];
  return more.length === 0 ? sayBefore(first, then) : [first, ...more, " ", ...then];
};

/** By halves, so that many of them are not nested deeply. */
function joinAll(all: readonly Inline[], join: Join): Inline {
  const [first = "", ...others] = all;
  if (others.length === 0) return first;
  const half = Math.ceil(all.length / 2);
  return join(joinAll(all.slice(0, half), join), joinAll(all.slice(half), join));
}
