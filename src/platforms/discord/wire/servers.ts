import type { PlaceNews } from "../../../core/places.ts";

/** A server as the gateway tells that the bot is in it. */
export interface Joined {
  readonly id: string;
  readonly name?: string;
  readonly owner_id?: string;
}

/** A server that is out of order, or that the bot is in no more. */
export interface Left {
  readonly id: string;
  readonly unavailable?: boolean;
}

/** Who put the bot there Discord does not tell. */
export const toNews = ({ id, name, owner_id: owner }: Joined): PlaceNews => ({
  kind: "in",
  community: id,
  name: name ?? null,
  by: owner === undefined ? null : { as: "owner", id: owner, name: null },
});
