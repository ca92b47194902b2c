import { isObject, valueAt, withValue, type Json, type JsonObject } from "../../../src/core/json.ts";
import type { ConfigChange, ConfigPatch, Examination, Plan } from "../../../src/core/plan.ts";
import { toPlan } from "../../../src/repair/plan/to-plan.ts";
import { inputOf, type State } from "./diagnose.ts";
import { NOW } from "./ledger-words.ts";

const OPERATOR = { platform: "room", id: "1", name: "operator", admin: true };

/** What an admin's look at a gateway told; everything left out is as on a healthy one. */
export function examinationOf(state: State & Partial<Examination>): Examination {
  const { version = "2026.3.2", document = {}, apis = ["openai-responses", "openai-codex-responses"] } = state;
  const { snapshot } = inputOf({ ...state, version });
  const {
    models = [],
    diagnoses = [],
    removesKeys = false,
    includes = [],
    keepsIncludes = false,
    choice = null,
    signIns = [],
  } = state;
  const { file = document, running = document } = state;
  const view = { document, file, running, hash: "hash", includes, keepsIncludes };
  return { ...view, snapshot, version, apis, models, diagnoses, removesKeys, choice, signIns };
}

/** A plan of one step that sets these values. */
export function planOf(document: JsonObject, sets: readonly Omit<ConfigChange, "before">[], version: string): Plan {
  const proposal = {
    kind: "change" as const,
    title: "a change",
    why: [],
    steps: [{ label: "set", sets }],
    effects: [],
    proves: [],
  };
  const frame = {
    id: "id",
    gateway: "main",
    remedy: "test",
    command: "fix-codex",
    by: OPERATOR,
    place: "room",
    now: NOW,
    answered: [],
  };
  return toPlan(proposal, examinationOf({ version, document }), frame);
}

/** What a gateway makes of a patch: objects are merged, null deletes, lists of items with ids are merged by id. */
export function toMerged(document: JsonObject, { merge, replacePaths }: ConfigPatch): JsonObject {
  const replaced = new Set(replacePaths);
  const into = (old: Json | undefined, change: Json, path: readonly string[]): Json => {
    if (isObject(change)) return intoObject(old, change, path);
    if (Array.isArray(change)) {
      const rows = change as readonly Json[];
      return replaced.has(path.join(".")) || !isRows(old) || !isRows(rows) ? rows : mergeRows(old, rows);
    }
    return change;
  };
  const intoObject = (old: Json | undefined, change: JsonObject, path: readonly string[]): JsonObject =>
    Object.entries(change).reduce<JsonObject>(
      (edited, [key, inner]) =>
        withValue(edited, [key], inner === null ? undefined : into(valueAt(edited, [key]), inner, [...path, key])),
      isObject(old) ? old : {},
    );
  const mergeRows = (old: readonly JsonObject[], rows: readonly JsonObject[]): readonly Json[] => [
    ...old.map((row) => {
      const change = rows.find(({ id }) => id === row["id"]);
      return change ? into(row, change, ["*"]) : row;
    }),
    ...rows.filter(({ id }) => !old.some((row) => row["id"] === id)),
  ];
  return intoObject(document, merge, []);
}

const isRows = (value: Json | undefined): value is readonly JsonObject[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item: Json) => isObject(item) && typeof item["id"] === "string");
