import type { Line } from "../../core/card.ts";
import { isSame, valueAt, withValue, type JsonObject } from "../../core/json.ts";
import type { Caller } from "../../core/command.ts";
import type { ConfigChange, ConfigPatch, Examination, Plan, PlanStep, Proposal } from "../../core/plan.ts";
import type { Release } from "../../core/releases/release.ts";
import { MINUTE, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { toAround } from "./around.ts";
import { byFile } from "./includes.ts";
import { diffPatch, type ArrayHabit } from "./patch.ts";
import { sayUnseen, withPlaceholders } from "./placeholders.ts";
import { holdsSecret, keepsSecrets } from "./secrets.ts";

/** Long enough to read a plan, short enough that what it was made for is still so. */
const VALID = 2 * MINUTE;

export const RESTART: Line = [say("plan.restart")];
export const NO_RESTART: Line = [say("plan.no-restart")];

export interface PlanFrame {
  readonly id: string;
  readonly answered: Plan["answered"];
  readonly gateway: string;
  readonly remedy: string;
  readonly command: string;
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
  const included: PlanStep[] = [];
  const files = new Set<string>();
  let document = examination.document;
  for (const { label, sets } of proposal.steps) {
    const groups = byFile(sets, examination);
    for (const [index, group] of groups.entries()) {
      const after = group.sets.reduce<JsonObject>((edited, set) => withValue(edited, set.path, set.after), document);
      const name = group.file === "" ? label : say("plan.step-in", { step: label, file: group.file });
      const step = toStep(group.sets, { before: document, after, view: examination }, habit);
      const made = { label: name, ...step, part: index < groups.length - 1 };
      steps.push(made);
      if (group.file !== "") {
        files.add(group.file);
        included.push(made);
      }
      document = after;
    }
  }
  const { id, gateway, remedy, command } = frame;
  return {
    id,
    task: { kind: "change" },
    gateway,
    remedy,
    command,
    title: proposal.title,
    why: proposal.why,
    steps,
    effects: [restarts ? RESTART : NO_RESTART, ...proposal.effects, ...sayUnseen([...files], included)],
    proves: proposal.proves,
    answered: proposal.fragile ? [] : frame.answered.filter(({ agent }) => isProved(proposal.proves, agent)),
    restarts,
    baseHash: examination.hash,
    around: toAround(examination),
    files: [...files],
    shows: [],
    ...toAsked(frame),
  };
}

const toPerson = ({ platform, id, name }: Plan["by"]): Plan["by"] => ({ platform, id, name });

/** By whom a plan was asked for, where, and how long it stands. */
export const toAsked = ({
  by,
  place,
  now,
}: Pick<PlanFrame, "place" | "now"> & { readonly by: Plan["by"] }): Pick<
  Plan,
  "by" | "place" | "createdAt" | "expiresAt"
> => ({
  by: toPerson(by),
  place,
  createdAt: now,
  expiresAt: now + VALID,
});

/** What a plan holds that changes nothing of the configuration. */
export const NO_CHANGE = {
  steps: [],
  answered: [],
  restarts: false,
  around: { document: {}, running: {} },
  files: [],
  shows: [],
} as const satisfies Partial<Plan>;

const isProved = (proves: Plan["proves"], agent: string): boolean => proves.some((one) => one.agent === agent);

/** Patches that turn one document into another where they differ at the paths of `changes`. */
export const patchesToward = (
  from: JsonObject,
  to: JsonObject,
  changes: readonly ConfigChange[],
  { arrays }: Release,
): readonly ConfigPatch[] => toPatches(from, to, changes, arrays);

interface Documents {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** What all of it was planned on. */
  readonly view: Pick<Examination, "document" | "file">;
}

function toStep(
  sets: readonly Omit<ConfigChange, "before">[],
  documents: Documents,
  habit: ArrayHabit,
): Omit<PlanStep, "label" | "part"> {
  const { before, after } = documents;
  const changes = sets
    .map(({ path }) => toChange(path, documents))
    .filter((change) => !isSame(change.before, change.after));
  const forward = toPatches(before, after, changes, habit);
  const split = forward.length > 1 || diffPatch(after, before, habit) === null;
  return {
    changes,
    forward,
    split,
    made: changes.flatMap(({ path }) => toMade(before, path)),
    // A secret that stays in place is kept by the gateway; one that was removed is gone for good.
    exact: changes.every(
      ({ before: old, after: wanted, written = old }) => !holdsSecret(old) || (keepsSecrets(written, wanted) && !split),
    ),
  };
}

function toChange(path: readonly string[], { before, after, view }: Documents): ConfigChange {
  const [old, wanted] = [valueAt(before, path), valueAt(after, path)];
  const written = withPlaceholders(old, valueAt(view.file, path), valueAt(view.document, path) ?? null);
  return {
    path,
    ...(old !== undefined && { before: old }),
    ...(wanted !== undefined && { after: wanted }),
    ...(written !== undefined && !isSame(written, old) && { written }),
  };
}

/** The containers on the way to a value that are not there yet. */
const toMade = (before: JsonObject, path: readonly string[]): readonly (readonly string[])[] =>
  path.map((_, depth) => path.slice(0, depth)).filter((outer) => valueAt(before, outer) === undefined);

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
