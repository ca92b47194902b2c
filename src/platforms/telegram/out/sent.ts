import type { Place } from "../place.ts";
import type { Posted } from "../wire/calls.ts";

/** A card as it stands in a chat; a long card takes several messages. */
export interface Sent {
  readonly place: Place;
  readonly messages: readonly Posted[];
}

export interface How {
  /** The message a new one replies to, as long as it goes to the same place. */
  readonly answering?: { readonly place: Place; readonly message: number };
  /** Names this very card: what stands under the same key in the same chat is changed in place. */
  readonly key?: string;
  /** A person whom a new message mentions: a user id, or a name with its `@`. */
  readonly mention?: string | undefined;
}
