import type { Caller } from "../core/command.ts";
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
  const waiting: (() => void)[] = [];
  let busy = 0;
  const add = (person: string, by: 1 | -1): void => {
    const left = (inHand.get(person) ?? 0) + by;
    if (left > 0) inHand.set(person, left);
    else inHand.delete(person);
  };
  const begin = async (): Promise<void> => {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
    else busy += 1;
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };
  return {
    isBusy: (caller) => (inHand.get(personOf(caller)) ?? 0) >= (caller.admin ? EACH.admin : EACH.person),
    async run(caller, work) {
      add(personOf(caller), 1);
      try {
        if (caller.admin) return await work();
        await begin();
        return await work().finally(end);
      } finally {
        add(personOf(caller), -1);
      }
    },
  };
}
