import type { Person, Repair } from "../../core/repair.ts";
import { MINUTE, type Instant } from "../../core/time.ts";

/** How long a plan that one admin confirmed waits for another one. */
export const SECOND_CONFIRM = 15 * MINUTE;

export const isSamePerson = (a: Pick<Person, "platform" | "id">, b: Pick<Person, "platform" | "id">): boolean =>
  a.platform === b.platform && a.id === b.id;

export type Consent =
  | { readonly kind: "begin"; readonly words: string }
  /** It takes another admin too. */
  | { readonly kind: "first" }
  /** `shows`: what was shown holds no more, and is worth showing as it stands now. */
  | { readonly kind: "refused"; readonly why: string; readonly shows: boolean };

const refuse = (why: string, shows = false): Consent => ({ kind: "refused", why, shows });

/** Decides whether a press on Confirm begins a repair. */
export function decideConsent(repair: Repair | null, by: Person, now: Instant, approvals: 1 | 2): Consent {
  if (repair === null) return refuse("This plan is not known any more; ask for a new one.");
  const { plan, state, approved } = repair;
  if (state === "cancelled") return refuse("This plan was cancelled; ask for a new one.");
  if (state !== "planned") return refuse("This plan was already confirmed; it is carried out once.");
  if (approved !== null) {
    if (isSamePerson(approved.by, by)) return refuse("You confirmed this already; another admin must confirm it too.");
    if (now > approved.at + SECOND_CONFIRM) return refuse("This plan has expired; ask for a new one.", true);
    return { kind: "begin", words: `confirmed by ${approved.by.name} and ${by.name}` };
  }
  if (!isSamePerson(plan.by, by))
    return refuse(`Only ${plan.by.name}, who asked for this plan, can confirm it; ask for your own.`, true);
  if (now > plan.expiresAt) return refuse("This plan has expired; ask for a new one.", true);
  return approvals === 2 ? { kind: "first" } : { kind: "begin", words: `confirmed by ${by.name}` };
}
