import type { Text } from "./card.ts";
import type { Instant } from "./time.ts";

/**
 * What only admins in private, the command line and the log are told of a link: the address, the gateway's own
 * words, what to run. What is left out says no more than what everybody may read.
 */
export interface LinkDetail {
  readonly why?: Text;
  /** The words of whoever answered there: bounded, one line, without secrets, and never to be trusted. */
  readonly says?: string;
  readonly fix?: Text;
}

/**
 * How the link to one gateway stands. Every end state is distinct and says what to do. `why` and `fix` are for
 * everybody: sentences of our own, without an address, an id, a command or a word of the other end.
 */
export type LinkStatus =
  /** Until it is known how the first attempt ends; one that is tried again stays as it was until that has. */
  | { readonly state: "connecting" }
  | { readonly state: "ready"; readonly since: Instant; readonly version: string | null; readonly protocol: number }
  | {
      readonly state: "pairing";
      readonly requestId: string | null;
      readonly why: Text;
      readonly fix: Text;
      readonly detail?: LinkDetail;
    }
  | {
      readonly state: "waiting";
      /**
       * `host`: what keeps the companion from it is the companion's own host, and says nothing of the gateway.
       * `flooding`: it sent so much that it was hung up on.
       */
      readonly cause: "away" | "refusing" | "restarting" | "lost" | "silent" | "flooding" | "host" | "proxy";
      readonly why: Text;
      /** What to do, where it may not be over by itself. */
      readonly fix?: Text;
      readonly detail?: LinkDetail;
    }
  | {
      readonly state: "refused";
      readonly cause: "token" | "scopes" | "protocol" | "tls" | "pin" | "proxy" | "other";
      readonly why: Text;
      readonly fix: Text;
      readonly detail?: LinkDetail;
    };
