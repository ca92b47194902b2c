import type { AuthProfile } from "../core/gateway.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import { waitAtMost } from "../lib/backoff.ts";
import type { Connection } from "./connection.ts";
import { readLogins, type Logins } from "./reading/logins.ts";

/** For this the gateway asks the provider how much is used: rarely enough that nobody minds. */
const EVERY = 30 * MINUTE;
/** Of a login that ends somebody is told, and signs in again: that is to be seen soon. */
const EVERY_WHILE_ENDING = 3 * MINUTE;
const ENDING = new Set(["expiring", "expired"]);
/** What the first reading of a gateway waits for it at most. */
const PATIENCE = SECOND;
const METHOD = "models.authStatus";

export interface LoginReader {
  /** `unread` until it was told once; left out where the release does not tell. */
  state(): "read" | "unread" | undefined;
  /** Sees to it that what is known is not old. Waits for the first answer alone, and not for long. */
  refresh(): Promise<void>;
  /** Adds to profiles what is known of them now. */
  complete(profiles: readonly AuthProfile[]): readonly AuthProfile[];
  /** Keys that are no logins; null where that is not known. */
  keys(): Logins["keys"] | null;
}

/** Reads how logins stand beside everything else: an answer takes as long as the provider's. */
export function createLoginReader(connection: Connection, clock: Clock): LoginReader {
  const isTold = connection.hello.methods.includes(METHOD);
  let known: Logins | null = null;
  let asked: Instant | null = null;

  const read = async (): Promise<void> => {
    asked = clock();
    // What could not be read stays as it was known, and is asked for again.
    known = await connection.request(METHOD, {}).then(readLogins, () => known);
  };

  const every = (): number =>
    [...(known?.profiles.values() ?? [])].some(({ status }) => status !== null && ENDING.has(status))
      ? EVERY_WHILE_ENDING
      : EVERY;

  return {
    state: () => (isTold ? (known === null ? "unread" : "read") : undefined),
    async refresh() {
      if (!isTold || (asked !== null && clock() - asked < every())) return;
      const isFirst = asked === null;
      const answered = read();
      if (isFirst) await waitAtMost(PATIENCE, answered);
    },
    complete: (profiles) => profiles.map((profile) => ({ ...profile, ...known?.profiles.get(profile.id) })),
    keys: () => known?.keys ?? null,
  };
}
