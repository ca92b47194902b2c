import type { PlaceNews } from "../../../core/places.ts";

interface Server {
  readonly id: string;
  readonly name?: string | undefined;
  readonly owner_id?: string | undefined;
}

/** Who put the bot there Discord does not tell. */
export const toNews = ({ id, name, owner_id: owner }: Server): PlaceNews => ({
  kind: "in",
  community: id,
  name: name ?? null,
  by: owner === undefined ? null : { as: "owner", id: owner, name: null },
});
