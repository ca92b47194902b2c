import type { Message, Text } from "../core/card.ts";
import type { LinkDetail, LinkStatus } from "../core/link.ts";
import { redact, shorten } from "../lib/redact.ts";

/** Why a connection could not be had: an end state of the link. */
export type LinkFailure = Extract<LinkStatus, { state: "pairing" | "waiting" | "refused" }>;

/** Where an operator set what a gateway is reached with. */
export type Places = Readonly<Record<"token" | "password" | "caFile" | "fingerprint", string>>;

/** A sentence for everybody, or that and what is said in its place in private. */
export type Words = Text | { readonly open: Text; readonly inPrivate: Text; readonly says?: string };

type CauseOf<S> = Extract<LinkStatus, { state: S }> extends { readonly cause: infer C } ? C : never;

/** Only a person can mend it. */
export const refused = (cause: CauseOf<"refused">, why: Words, fix: Words): LinkFailure => ({
  state: "refused",
  cause,
  why: openOf(why),
  fix: openOf(fix),
  ...detailOf(why, fix),
});

/** It may be over by itself; `fix` says what to do where somebody may have to. */
export const waiting = (cause: CauseOf<"waiting">, why: Words, fix: Words | null = null): LinkFailure => ({
  state: "waiting",
  cause,
  why: openOf(why),
  ...(fix !== null && { fix: openOf(fix) }),
  ...detailOf(why, fix),
});

/** Whether a sentence names the other end, by its address. */
interface Named {
  readonly named: "yes" | "no";
  readonly host: string;
}

const UNNAMED: Named = { named: "no", host: "" };

/** A sentence about the other end, which names its address in private alone. `says`: its own words. */
export function about(host: string, write: (named: Named) => Message, says = ""): Words {
  const quote = quoteOf(says);
  return { open: write(UNNAMED), inPrivate: write({ named: "yes", host }), ...(quote !== "" && { says: quote }) };
}

/** What is quoted of somebody else's words, in characters. */
const QUOTED = 240;
/** And what is looked at of them. */
const READ = 4_000;

/** Somebody else's words on one line, without secrets and without what a screen would obey. */
export const quoteOf = (said: string): string =>
  shorten(redact(said.slice(0, READ).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")), QUOTED);

const isSplit = (words: Words): words is Exclude<Words, Text> => typeof words !== "string" && "open" in words;

const openOf = (words: Words): Text => (isSplit(words) ? words.open : words);

function detailOf(why: Words, fix: Words | null): { readonly detail?: LinkDetail } {
  const says = isSplit(why) ? why.says : undefined;
  const detail = {
    ...(isSplit(why) && { why: why.inPrivate }),
    ...(says !== undefined && { says }),
    ...(fix !== null && isSplit(fix) && { fix: fix.inPrivate }),
  };
  return Object.keys(detail).length === 0 ? {} : { detail };
}
