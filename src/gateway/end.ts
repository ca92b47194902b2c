import type { LinkDetail, LinkStatus } from "../core/link.ts";
import { redact, shorten } from "../lib/redact.ts";

type WithoutRetry<T> = T extends unknown ? Omit<T, "retryAt"> : never;

/** Why a connection could not be had: an end state of the link, before it is known when the next try is due. */
export type LinkFailure = WithoutRetry<Extract<LinkStatus, { state: "pairing" | "waiting" | "refused" }>>;

/** Where an operator set what a gateway is reached with. */
export type Places = Readonly<Record<"token" | "password" | "caFile" | "fingerprint", string>>;

/** A sentence for everybody, or that and what is said in its place in private. */
export type Words = string | { readonly open: string; readonly inPrivate: string; readonly says?: string };

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

/** How a sentence names the other end. */
interface Named {
  readonly it: string;
  /** After "the gateway". */
  readonly at: string;
  readonly address: string;
}

const UNNAMED: Named = { it: "the gateway", at: "", address: "its address" };

/** A sentence about the other end, which names its address in private alone. `says`: its own words. */
export function about(host: string, write: (named: Named) => string, says = ""): Words {
  const quote = quoteOf(says);
  const inPrivate = write({ it: host, at: ` at ${host}`, address: host });
  return { open: write(UNNAMED), inPrivate, ...(quote !== "" && { says: quote }) };
}

/** What is quoted of somebody else's words, in characters. */
const QUOTED = 240;
/** And what is looked at of them. */
const READ = 4_000;

/** Somebody else's words on one line, without secrets and without what a screen would obey. */
export const quoteOf = (said: string): string =>
  shorten(redact(said.slice(0, READ).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")), QUOTED);

const openOf = (words: Words): string => (typeof words === "string" ? words : words.open);

function detailOf(why: Words, fix: Words | null): { readonly detail?: LinkDetail } {
  const says = typeof why === "string" ? undefined : why.says;
  const detail = {
    ...(typeof why !== "string" && { why: why.inPrivate }),
    ...(says !== undefined && { says }),
    ...(fix !== null && typeof fix !== "string" && { fix: fix.inPrivate }),
  };
  return Object.keys(detail).length === 0 ? {} : { detail };
}
