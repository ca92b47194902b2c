import type { Text } from "../../core/card.ts";
import { isObject, isSame, valueAt, withValue, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigView, Digests, Plan } from "../../core/plan.ts";
import { digest } from "../../lib/digest.ts";
import { say } from "../../words/say.ts";
import { sayNamed } from "../../words/sequence.ts";
import { withPlaceholders } from "./placeholders.ts";
import { holdsSecret } from "./secrets.ts";

/** What gateways write about their own writing. */
const OWN = new Set(["meta", "wizard"]);

/** Every value of a configuration by its path. Items of lists that have ids are known by those. */
function leavesOf(value: Json, path: string): readonly (readonly [string, string])[] {
  const inner = Array.isArray(value)
    ? value.map((item: Json, index) => [nameOf(item, index), item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  if (inner.length === 0) return [[path, digest(JSON.stringify(value))]];
  return inner.flatMap(([key, item]) => leavesOf(item, path === "" ? key : `${path}.${key}`));
}

const nameOf = (item: Json, index: number): string =>
  isObject(item) && typeof item["id"] === "string" ? item["id"] : String(index);

const digestsOf = (document: ConfigView["document"]): Digests =>
  Object.fromEntries(Object.entries(document).flatMap(([key, value]) => (OWN.has(key) ? [] : leavesOf(value, key))));

/** What is kept of a configuration to see later what moved. */
export const toAround = ({ document, running }: Pick<ConfigView, "document" | "running">): Plan["around"] => ({
  document: digestsOf(document),
  running: digestsOf(running),
});

/**
 * The paths outside of a plan that hold something else than when it was made. What a release fills in when it writes
 * is in effect before too, and what it derives from other values is nowhere set: neither has moved.
 */
export function movedAround(plan: Plan, view: Pick<ConfigView, "document" | "running">): readonly string[] {
  if (Object.keys(plan.around.document).length === 0) return [];
  const now = toAround(view);
  const planned = plan.steps.flatMap(({ changes }) => changes.map(({ path }) => path.join(".")));
  const isPlanned = (path: string): boolean =>
    planned.some((one) => path === one || path.startsWith(`${one}.`) || one.startsWith(`${path}.`));
  const differs = (side: keyof Plan["around"], path: string): boolean => plan.around[side][path] !== now[side][path];
  const paths = new Set([...Object.keys(plan.around.document), ...Object.keys(now.document)]);
  return [...paths].filter((path) => !isPlanned(path) && differs("document", path) && differs("running", path));
}

type Path = readonly string[];

/**
 * Where a write of ours moved more than was planned, by what the gateway answered it with. Whichever side of its
 * configuration that shows, what stood on one of them before has not moved; a secret that went cannot be put back.
 */
export function movedByWrite(
  { steps }: Pick<Plan, "steps">,
  before: ConfigView,
  answered: JsonObject,
): readonly Path[] {
  const planned = steps.flatMap(({ changes }) => changes.map(({ path }) => path));
  const look = (path: Path): readonly Path[] => {
    const [old, now] = [valueAt(before.document, path), valueAt(answered, path)];
    const others = [valueAt(before.running, path), valueAt(before.file, path)].filter((side) => side !== undefined);
    if ([old, ...others].some((side) => isSame(side, now)) || planned.some((one) => isOn(one, path))) return [];
    if (!(isObject(old) && isObject(now)) && !planned.some((one) => isOn(path, one)))
      return holdsSecret(old) ? [] : [path];
    const keys = new Set([old, now].flatMap((side) => (isObject(side) ? Object.keys(side) : [])));
    return [...keys].filter((key) => path.length > 0 || !OWN.has(key)).flatMap((key) => look([...path, key]));
  };
  return look([]);
}

const isOn = (outer: Path, inner: Path): boolean =>
  outer.length <= inner.length && outer.every((key, index) => key === inner[index]);

/** Of what a write moved, what still stands as it left it: anything else somebody changed since. */
export const stillMoved = (
  paths: readonly Path[],
  { before, answered, now }: Readonly<Record<"before" | "now", ConfigView>> & { readonly answered: JsonObject },
): readonly Path[] =>
  paths.filter((path) => {
    const at = (side: JsonObject) => valueAt(side, path);
    const isLeft = [now.document, now.running].some((side) => isSame(at(side), at(answered)));
    return isLeft && !isSame(at(now.document), at(before.document)) && !isSame(at(now.running), at(before.running));
  });

/** A configuration with the values of another one at some paths, as its file has them. */
export const withValuesOf = (
  other: Pick<ConfigView, "document" | "file">,
  paths: readonly Path[],
  document: JsonObject,
): JsonObject =>
  paths.reduce<JsonObject>(
    (edited, path) =>
      withValue(edited, path, withPlaceholders(valueAt(other.document, path), valueAt(other.file, path))),
    document,
  );

const MOST_NAMED = 5;

/** What moved beside a repair, in a sentence to be added to its end; none where nothing did. */
export function sayMoved(moved: readonly string[]): readonly Text[] {
  if (moved.length === 0) return [];
  const paths = sayNamed(moved, MOST_NAMED, (named) => named.join(", "));
  return [say("repair.moved", { paths })];
}
