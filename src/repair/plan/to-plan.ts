import type { Line } from "../../core/card.ts";
import { isSame, valueAt, withValue, type JsonObject } from "../../core/json.ts";
import type { Caller } from "../../core/command.ts";
import type { ConfigChange, ConfigPatch, Examination, Plan, PlanStep, Proposal } from "../../core/plan.ts";
import type { Release } from "../../core/releases/release.ts";
import { MINUTE, type Instant } from "../../core/time.ts";
import { diffPatch, type ArrayHabit } from "./patch.ts";
import { holdsSecret } from "./secrets.ts";

/** Long enough to read a plan, short enough that what it was made for is still so. */
const VALID = 2 * MINUTE;

const RESTART: Line = ["The gateway restarts: usually 1 to 20 seconds, after running turns have ended."];
const NO_RESTART: Line = ["The gateway need not restart."];

export interface PlanFrame {
  readonly id: string;
  readonly answered: Plan["answered"];
  readonly gateway: string;
  readonly remedy: string;
  readonly by: Caller;
  readonly place: string;
  readonly now: Instant;
}

/** Makes a plan of a proposal: exact patches forward and back, and what they change. Pure. */
export function toPlan(
  proposal: Extract<Proposal, { kind: "change" }>,
  examination: Examination,
  frame: PlanFrame,
): Plan {
  const { arrays: habit, restartsAfterWrite: restarts } = examination.snapshot.release;
  const steps: PlanStep[] = [];
  let document = examination.document;
  for (const { label, sets } of proposal.steps) {
    const after = sets.reduce<JsonObject>((edited, set) => withValue(edited, set.path, set.after), document);
    steps.push(toStep(label, sets, document, after, habit));
    document = after;
  }
  const { id, gateway, remedy, place, now } = frame;
  const { platform, id: person, name } = frame.by;
  return {
    id,
    gateway,
    remedy,
    title: proposal.title,
    why: proposal.why,
    steps,
    effects: [restarts ? RESTART : NO_RESTART, ...proposal.effects],
    proves: proposal.proves,
    answered: proposal.fragile ? [] : frame.answered.filter(({ agent }) => isProved(proposal.proves, agent)),
    restarts,
    baseHash: examination.hash,
    by: { platform, id: person, name },
    place,
    createdAt: now,
    expiresAt: now + VALID,
  };
}

const isProved = (proves: Plan["proves"], agent: string): boolean => proves.some((one) => one.agent === agent);

/** Patches that turn one document into another where they differ at the paths of `changes`. */
export const patchesToward = (
  from: JsonObject,
  to: JsonObject,
  changes: readonly ConfigChange[],
  { arrays }: Release,
): readonly ConfigPatch[] => toPatches(from, to, changes, arrays);

function toStep(
  label: string,
  sets: readonly Omit<ConfigChange, "before">[],
  before: JsonObject,
  after: JsonObject,
  habit: ArrayHabit,
): PlanStep {
  const changes = sets
    .map(({ path }) => toChange(path, before, after))
    .filter((change) => !isSame(change.before, change.after));
  const forward = toPatches(before, after, changes, habit);
  const split = forward.length > 1 || diffPatch(after, before, habit) === null;
  return {
    label,
    changes,
    forward,
    split,
    made: changes.flatMap(({ path }) => toMade(before, path)),
    // A secret that stays in place is kept by the gateway; one that was removed is gone for good.
    exact: changes.every((change) => !holdsSecret(change.before) || (holdsSecret(change.after) && !split)),
  };
}

function toChange(path: readonly string[], before: JsonObject, after: JsonObject): ConfigChange {
  const [old, wanted] = [valueAt(before, path), valueAt(after, path)];
  return { path, ...(old !== undefined && { before: old }), ...(wanted !== undefined && { after: wanted }) };
}

/** The containers on the way to a value that are not there yet, innermost first. */
const toMade = (before: JsonObject, path: readonly string[]): readonly (readonly string[])[] =>
  path
    .map((_, depth) => path.slice(0, depth))
    .filter((outer) => outer.length > 0 && valueAt(before, outer) === undefined)
    .toReversed();

/** One patch where merging gets there; else each changed value is removed and set anew. */
function toPatches(
  from: JsonObject,
  to: JsonObject,
  changes: readonly ConfigChange[],
  habit: ArrayHabit,
): readonly ConfigPatch[] {
  const one = diffPatch(from, to, habit);
  if (one) return [one];
  // What is removed takes its secrets with it, and they cannot be set anew.
  if (changes.some(({ path }) => holdsSecret(valueAt(from, path))))
    return [diffPatch(from, to, "only-added-to") ?? []].flat();
  const without = changes.reduce<JsonObject>((edited, { path }) => withValue(edited, path, undefined), from);
  return [from, without, to].flatMap((document, index, all) => {
    const next = all[index + 1];
    return (next && diffPatch(document, next, habit)) ?? [];
  });
}
