import type { Caller } from "../core/command.ts";
import { createFew } from "../lib/few.ts";
import { personOf } from "./limits.ts";

/** Answers in hand: of one person one at a time, of all others but admins a few at once. Admins wait for nobody. */
export interface Turns {
  /** Whether another question of this person would have to be put off. */
  isBusy(caller: Caller): boolean;
  run<T>(caller: Caller, work: () => Promise<T>): Promise<T>;
}

const AT_ONCE = 4;
const EACH = { person: 1, admin: 4 } as const;

export function createTurns(): Turns {
  const inHand = new Map<string, number>();
  const few = createFew(AT_ONCE);
  const add = (person: string, by: 1 | -1): void => {
    const left = (inHand.get(person) ?? 0) + by;
    if (left > 0) inHand.set(person, left);
    else inHand.delete(person);
  };
  return {
    isBusy: (caller) => (inHand.get(personOf(caller)) ?? 0) >= (caller.admin ? EACH.admin : EACH.person),
    async run(caller, work) {
      add(personOf(caller), 1);
      try {
        return await (caller.admin ? work() : few(work));
      } finally {
        add(personOf(caller), -1);
      }
    },
  };
}
