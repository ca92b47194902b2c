import { HOUR, type Clock, type Instant } from "../../../core/time.ts";

/** Who was invited to press Start, and when: a group is not to read it again and again. */
export interface Invitations {
  /** Whether this person may be invited now; then it counts. */
  take(person: string): boolean;
}

const MOST_REMEMBERED = 1_000;

export function createInvitations(clock: Clock): Invitations {
  const invited = new Map<string, Instant>();
  return {
    take(person) {
      const before = invited.get(person);
      if (before !== undefined && clock() - before < HOUR) return false;
      invited.delete(person);
      invited.set(person, clock());
      const [oldest] = invited.keys();
      if (invited.size > MOST_REMEMBERED && oldest !== undefined) invited.delete(oldest);
      return true;
    },
  };
}
