import type { Text } from "../../core/card.ts";
import type { Person, Repair } from "../../core/repair.ts";
import { MINUTE, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";

/** How long a plan that one admin confirmed waits for another one. */
export const SECOND_CONFIRM = 15 * MINUTE;

export const isSamePerson = (a: Pick<Person, "platform" | "id">, b: Pick<Person, "platform" | "id">): boolean =>
  a.platform === b.platform && a.id === b.id;

export type Consent =
  | { readonly kind: "begin"; readonly words: Text }
  /** It takes another admin too. */
  | { readonly kind: "first" }
  /** `shows`: what was shown holds no more, and is worth showing as it stands now. */
  | { readonly kind: "refused"; readonly why: Text; readonly shows: boolean };

const refuse = (why: Text, shows = false): Consent => ({ kind: "refused", why, shows });

/** Until when what was shown may be confirmed, by the second one where that takes two. */
export const confirmableUntil = ({ plan, approved }: Pick<Repair, "plan" | "approved">): Instant =>
  approved === null ? plan.expiresAt : approved.at + SECOND_CONFIRM;

/** Decides whether a press on Confirm begins a repair. */
export function decideConsent(repair: Repair | null, by: Person, now: Instant, approvals: 1 | 2): Consent {
  if (repair === null) return refuse(say("plan.unknown"));
  const { plan, state, approved } = repair;
  if (state === "cancelled") return refuse(say("plan.was-cancelled"));
  if (state !== "planned") return refuse(say("plan.was-confirmed"));
  if (approved !== null) {
    if (isSamePerson(approved.by, by)) return refuse(say("plan.confirmed-by-you"));
    if (now > confirmableUntil(repair)) return refuse(say("plan.expired"), true);
    return { kind: "begin", words: say("repair.confirmed-by-two", { first: approved.by.name, second: by.name }) };
  }
  if (!isSamePerson(plan.by, by)) return refuse(say("plan.only-asker", { name: plan.by.name }), true);
  if (now > confirmableUntil(repair)) return refuse(say("plan.expired"), true);
  return approvals === 2 ? { kind: "first" } : { kind: "begin", words: say("repair.confirmed-by", { name: by.name }) };
}
