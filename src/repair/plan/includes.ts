import { isObject, isSame, ownValue, valueAt, type Json } from "../../core/json.ts";
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

/** The paths that differ between two values, as gateways tell them: objects key by key, anything else as a whole. */
function changedPaths(path: Path, before: Json | undefined, after: Json | undefined): readonly Path[] {
  if (isSame(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changedPaths([...path, key], ownValue(before, key), ownValue(after, key)));
}

type Edit = Omit<ConfigChange, "before">;

/** Where a value that is set goes, by what of it differs; into several files at once nothing is written. */
export function placeOfSet({ path, after }: Edit, view: Included & Pick<ConfigView, "document">): Place {
  const changed = changedPaths(path, valueAt(view.document, path), after);
  const places = (changed.length > 0 ? changed : [path]).map((one) => placeOf(one, view));
  const first = places[0] ?? placeOf(path, view);
  const refused = places.find(({ kind }) => kind === "refused");
  if (refused) return refused;
  const other = places.find((place) => fileOf(place) !== fileOf(first));
  const [include] = [first, other].flatMap((place) => (place?.kind === "included" ? [place.include] : []));
  return other && include ? { kind: "refused", include } : first;
}

/** The empty name is the main one. */
const fileOf = (place: Place): string => (place.kind === "included" ? (place.include.files[0] ?? "") : "");

/** What is set, by the file it goes into; a write goes into one file. The empty name is the main one. */
export function byFile<T extends Edit>(
  sets: readonly T[],
  view: Included & Pick<ConfigView, "document">,
): readonly { readonly file: string; readonly sets: readonly T[] }[] {
  const groups = Map.groupBy(sets, (one) => fileOf(placeOfSet(one, view)));
  return [...groups].map(([file, own]) => ({ file, sets: own }));
}
