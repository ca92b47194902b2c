import type { Caller } from "../core/command.ts";
import { HOUR, MINUTE, SECOND, type Instant } from "../core/time.ts";

/** How much may be asked: so much at once, and one more each time the pause is over. */
export interface Allowance {
  readonly atOnce: number;
  readonly pause: number;
}

export const ALLOWANCES = {
  /** Of one person. */
  person: { atOnce: 10, pause: 2 * SECOND },
  /** Of all in one place together, admins left out. */
  place: { atOnce: 15, pause: SECOND },
  /** Of everybody everywhere, admins left out: what a crowd asks for has to fit into this process. */
  everybody: { atOnce: 20, pause: 250 },
  admin: { atOnce: 30, pause: SECOND },
  /** Proposals come with each key that is pressed. */
  typing: { atOnce: 40, pause: 500 },
  /** Codes of `setup` that somebody tries. */
  proof: { atOnce: 5, pause: MINUTE },
  proofPlace: { atOnce: 10, pause: 20 * SECOND },
  /** How often somebody is told that it is too much; beyond, nothing is said at all. */
  telling: { atOnce: 20, pause: 50 },
  tellingPlace: { atOnce: 40, pause: 50 },
  tellingEverybody: { atOnce: 40, pause: 50 },
  tellingStranger: { atOnce: 1, pause: HOUR },
  tellingStrangers: { atOnce: 3, pause: 20 * MINUTE },
} as const satisfies Readonly<Record<string, Allowance>>;

export interface Buckets {
  /** Takes one of what `name` may have; false when nothing is left. */
  take(name: string, allowance: Allowance, now: Instant): boolean;
}

/** More names than this are forgotten from the oldest on: they are full again long before. */
const MOST = 5_000;

export function createBuckets(): Buckets {
  const buckets = new Map<string, { readonly left: number; readonly at: Instant }>();
  return {
    take(name, { atOnce, pause }, now) {
      const known = buckets.get(name);
      const back = known === undefined ? atOnce : Math.min(atOnce, known.left + Math.max(0, now - known.at) / pause);
      const isLeft = back >= 1;
      buckets.delete(name);
      buckets.set(name, { left: isLeft ? back - 1 : back, at: now });
      const [oldest] = buckets.size > MOST ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      return isLeft;
    },
  };
}

export const personOf = ({ platform, id }: Caller): string => `${platform}:${id}`;
