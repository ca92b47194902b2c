import type { ConfigChange, ConfigView, Include } from "../../core/plan.ts";

type Path = readonly string[];

type Included = Pick<ConfigView, "includes" | "keepsIncludes">;

/** Where a value is written: into the main file, into an included one, or nowhere, for what stands in these files. */
export type Place =
  | { readonly kind: "main" }
  | { readonly kind: "included"; readonly include: Include }
  | { readonly kind: "refused"; readonly include: Include };

const isWithin = (outer: Path, inner: Path): boolean =>
  outer.length <= inner.length && outer.every((key, index) => key === inner[index]);

/** Decides where a change of one path goes. */
export function placeOf(path: Path, { includes, keepsIncludes }: Included): Place {
  const beneath = includes.find((include) => isWithin(path, include.path));
  if (beneath) return { kind: "refused", include: beneath };
  const owner = includes
    .filter((include) => isWithin(include.path, path))
    .reduce<Include | null>((deepest, one) => (one.path.length > (deepest?.path.length ?? -1) ? one : deepest), null);
  if (owner) return owner.writable ? { kind: "included", include: owner } : { kind: "refused", include: owner };
  // Where the gateway copies what is included into the main file, any write does that.
  const [first] = includes;
  return first === undefined || keepsIncludes ? { kind: "main" } : { kind: "refused", include: first };
}

/** What is set, by the file it goes into; a write goes into one file. The empty name is the main one. */
export function byFile<T extends Pick<ConfigChange, "path">>(
  sets: readonly T[],
  view: Included,
): readonly { readonly file: string; readonly sets: readonly T[] }[] {
  const groups = new Map<string, readonly T[]>();
  for (const set of sets) {
    const place = placeOf(set.path, view);
    const file = place.kind === "included" ? (place.include.files[0] ?? "") : "";
    groups.set(file, [...(groups.get(file) ?? []), set]);
  }
  return [...groups].map(([file, own]) => ({ file, sets: own }));
}
