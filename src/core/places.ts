import type { Text } from "./card.ts";
import type { Instant } from "./time.ts";

/** Somebody who answers for a place: who put the bot there, or its owner where the service tells no more. */
export interface PlaceKeeper {
  readonly as: "added" | "owner";
  readonly id: string;
  readonly name: string | null;
}

/** That the bot is in a server or chat, or is no more, as the service tells; the same may be told more than once. */
export type PlaceNews =
  | {
      readonly kind: "in";
      readonly community: string;
      readonly name: string | null;
      readonly by: PlaceKeeper | null;
    }
  | { readonly kind: "out"; readonly community: string };

/** A server or chat the bot is or was in. */
export interface Place {
  readonly platform: string;
  readonly id: string;
  readonly name: string | null;
  readonly by: PlaceKeeper | null;
  /**
   * `own`: it was set up when the bot came. `new`: it was not, and no admin was told yet. `told`: one was.
   * `out`: the bot is not there any more.
   */
  readonly state: "own" | "new" | "told" | "out";
  /** Since when. */
  readonly at: Instant;
}

export interface PlaceStore {
  /** In the order in which they became what they are. */
  all(): Promise<readonly Place[]>;
  /** Takes the place of what was kept of it. */
  keep(place: Place): Promise<void>;
  forget(place: Pick<Place, "platform" | "id">): Promise<void>;
}

/** What came of leaving a place. */
type Leaving =
  | { readonly kind: "left" }
  /** It stands in the settings, or gets warnings. */
  | { readonly kind: "set up" }
  | { readonly kind: "not there" }
  | { readonly kind: "failed"; readonly why: Text };

/** Where the bot is although nobody set the place up. */
export interface Places {
  uninvited(): Promise<readonly Place[]>;
  leave(platform: string, id: string, signal: AbortSignal): Promise<Leaving>;
}
