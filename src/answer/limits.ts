import type { Caller } from "../core/command.ts";
import { HOUR, MINUTE, SECOND, type Clock } from "../core/time.ts";
import { createBucket, type Bucket, type Measure } from "../lib/bucket.ts";

/** How much may be asked. */
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
} as const satisfies Readonly<Record<string, Measure>>;

export interface Buckets {
  /** Takes one of what `name` may have; false when nothing is left. */
  take(name: string, allowance: Measure): boolean;
}

/** More names than this are forgotten from the oldest on: they are full again long before. */
const MOST = 5_000;

export function createBuckets(clock: Clock): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, allowance) {
      const bucket = buckets.get(name) ?? createBucket(allowance, clock);
      buckets.delete(name);
      buckets.set(name, bucket);
      const [oldest] = buckets.size > MOST ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      if (bucket.left() < 1) return false;
      bucket.take(1);
      return true;
    },
  };
}

export const personOf = ({ platform, id }: Caller): string => `${platform}:${id}`;
