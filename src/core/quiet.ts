import type { GatewayId } from "./gateway.ts";
import type { Instant } from "./time.ts";

/** A time set ahead in which warnings make no sound; of one gateway, or of all (null). */
export type Quiet =
  /** Work is done there: nothing is told, whatever it is. */
  | {
      readonly kind: "maintenance";
      readonly gateway: GatewayId | null;
      readonly from: Instant;
      readonly until: Instant;
      readonly by: string;
    }
  /** Each day, in minutes since midnight on this host's clock: what is critical is told all the same. */
  | {
      readonly kind: "hours";
      readonly gateway: GatewayId | null;
      readonly from: number;
      readonly until: number;
      readonly by: string;
    };

/** One that is kept, under the number people take it back by. */
export interface KeptQuiet {
  readonly id: number;
  readonly quiet: Quiet;
}

export interface QuietStore {
  all(): Promise<readonly KeptQuiet[]>;
  /** Resolves to its number. */
  add(quiet: Quiet): Promise<number>;
  /** False when there was none. */
  remove(id: number): Promise<boolean>;
}
