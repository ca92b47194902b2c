import type { LinkStatus } from "../core/gateway.ts";

type WithoutRetry<T> = T extends unknown ? Omit<T, "retryAt"> : never;

/** Why a connection could not be had: an end state of the link, before it is known when the next try is due. */
export type LinkFailure = WithoutRetry<Extract<LinkStatus, { state: "pairing" | "waiting" | "refused" }>>;

/** Where an operator set what a gateway is reached with. */
export type Places = Readonly<Record<"token" | "password" | "caFile" | "fingerprint", string>>;

type CauseOf<S> = Extract<LinkStatus, { state: S }> extends { readonly cause: infer C } ? C : never;

/** Only a person can mend it. */
export const refused = (cause: CauseOf<"refused">, why: string, fix: string): LinkFailure => ({
  state: "refused",
  cause,
  why,
  fix,
});

/** It may be over by itself; `fix` says what to do where somebody may have to. */
export const waiting = (cause: CauseOf<"waiting">, why: string, fix: string | null = null): LinkFailure => ({
  state: "waiting",
  cause,
  why,
  ...(fix !== null && { fix }),
});
