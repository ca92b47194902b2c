import { isAtLeast, readVersion, type CalendarVersion } from "../../lib/version.ts";
import type { Release } from "./release.ts";
import { APIS, CHANGES, FIRST, MAINTAINED, METHODS, OLDEST } from "./table.ts";

/** What a gateway shows of itself besides its number. */
export interface Shown {
  /** The methods its hello names; some work that are not named. */
  readonly methods: readonly string[];
  /** The provider apis its schema takes; null when it was not asked or did not say. */
  readonly apis?: readonly string[] | null;
}

/**
 * What a release does. What it shows is the first witness and its number the second: a preview does what it shows,
 * whatever its number, and a gateway without a number is the oldest that shows the same.
 */
export function releaseOf(name: string | null, shown: Shown): Release {
  const { floor, ceiling } = readShown(shown);
  const number = name === null ? null : readVersion(name);
  if (name === null || number === null) return { ...behaviourAt(floor), name, certain: false };
  const told = placeOf(name, number);
  const isPreview = number.preview !== null;
  if (floor !== null && !isAtLeast(told, floor)) return { ...behaviourAt(floor), name, certain: isPreview };
  const limit = isPreview ? earliest(ceiling, firstMissing(shown)) : ceiling;
  // Apis that its methods belie say only that something is not as it should be.
  if (limit !== null && floor !== null && isAtLeast(floor, limit))
    return { ...behaviourAt(told), name, certain: false };
  if (limit !== null && isAtLeast(told, limit)) {
    return { ...behaviourAt(limit, "before"), name, certain: isPreview };
  }
  return { ...behaviourAt(told), name, certain: isAtLeast(told, FIRST) };
}

/** The oldest release that was tried, where this one is older; null otherwise. */
export function olderThanTried(name: string | null): string | null {
  const isKnown = name !== null && readVersion(name) !== null;
  return isKnown && !isAtLeast(name, FIRST) ? FIRST : null;
}

/** Whether a number alone tells the release: it can be read, and is no preview's. */
export const isFinal = (name: string | null): boolean => name !== null && readVersion(name)?.preview === null;

/** The release whose place in the order a number takes. */
function placeOf(name: string, number: CalendarVersion): string {
  const [year, month, patch] = number.parts;
  const line = MAINTAINED.find((one) => one.line === `${year}.${month}` && patch >= one.firstPatch);
  if (line !== undefined) return line.as;
  if (number.preview === null) return name;
  const plain = `${year}.${month}.${patch}`;
  const next = CHANGES.find(
    ({ from, previewsFrom }) => previewsFrom !== undefined && isAtLeast(plain, previewsFrom) && !isAtLeast(plain, from),
  );
  return next?.from ?? plain;
}

/** The earliest release that shows as much, and the first that would show more. */
function readShown({ methods, apis = null }: Shown): {
  readonly floor: string | null;
  readonly ceiling: string | null;
} {
  const byMethod = METHODS.findLast(({ method }) => methods.includes(method))?.since ?? null;
  const isFormer = apis?.includes(APIS.former) ?? false;
  const isPresent = !isFormer && (apis?.includes(APIS.present) ?? false);
  const floor = isPresent && (byMethod === null || !isAtLeast(byMethod, APIS.since)) ? APIS.since : byMethod;
  return { floor, ceiling: isFormer ? APIS.since : null };
}

const firstMissing = ({ methods }: Shown): string | null =>
  methods.length === 0 ? null : (METHODS.find(({ method }) => !methods.includes(method))?.since ?? null);

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return isAtLeast(a, b) ? b : a;
}

/** Everything that changed up to a release, that one included or, with `before`, not. */
function behaviourAt(place: string | null, side: "at" | "before" = "at") {
  const isIn = (from: string): boolean =>
    place !== null && isAtLeast(place, from) && (side === "at" || !isAtLeast(from, place));
  return CHANGES.filter(({ from }) => isIn(from)).reduce((known, { does }) => ({ ...known, ...does }), OLDEST);
}
