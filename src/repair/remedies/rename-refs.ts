import { code } from "../../core/card.ts";
import { isObject, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigChange, Examination, Remedy } from "../../core/plan.ts";
import { CODEX, isDiagnosed, sessionsStay } from "./shared.ts";

/** Since 2026.6.1 the provider is called `openai`: every reference to the retired name is rewritten. */
export const renameRefs: Remedy = {
  id: "rename-refs",
  propose(examination) {
    if (!isDiagnosed(examination, "legacy-ref")) return null;
    const sets = findRefs(examination.document);
    if (sets.length === 0) return null;
    return {
      kind: "change",
      title: "Rename the models to the provider of this release",
      why: ["References to ", code(`${CODEX}/…`), " become ", code("openai/…"), "; the models stay the same."],
      steps: [{ label: "rename the references", sets }],
      effects: [["The gateway need not restart."], ...sessionsStay(examination)],
      proves: renamedPrimaries(examination),
    };
  },
};

const rename = (text: string): string => text.replace(new RegExp(`^${CODEX}/`), "openai/");

/** Every `model` of the defaults and of each agent that names the retired provider. */
function findRefs(document: JsonObject): readonly Omit<ConfigChange, "before">[] {
  const entries = valueAt(document, ["agents", "entries"]);
  const own = isObject(entries) ? Object.keys(entries).map((id) => ["agents", "entries", id, "model"]) : [];
  const list = valueAt(document, ["agents", "list"]);
  const renamed = Array.isArray(list) ? renameList(list) : null;
  const routes = [["agents", "defaults", "model"], ...own].flatMap((path) =>
    renameRoute(path, valueAt(document, path)),
  );
  return [...routes, ...(renamed ? [{ path: ["agents", "list"], after: renamed }] : [])];
}

function renameRoute(path: readonly string[], route: Json | undefined): readonly Omit<ConfigChange, "before">[] {
  if (typeof route === "string") return rename(route) === route ? [] : [{ path, after: rename(route) }];
  if (!isObject(route)) return [];
  const { primary, fallbacks } = route;
  const first =
    typeof primary === "string" && rename(primary) !== primary
      ? [{ path: [...path, "primary"], after: rename(primary) }]
      : [];
  if (!Array.isArray(fallbacks)) return first;
  const after = fallbacks.map((ref: Json) => (typeof ref === "string" ? rename(ref) : ref));
  return JSON.stringify(after) === JSON.stringify(fallbacks)
    ? first
    : [...first, { path: [...path, "fallbacks"], after }];
}

function renameList(list: readonly Json[]): readonly Json[] | null {
  const after = list.map((agent) =>
    isObject(agent) && "model" in agent ? { ...agent, model: renameModel(agent["model"]) } : agent,
  );
  return JSON.stringify(after) === JSON.stringify(list) ? null : after;
}

function renameModel(model: Json | undefined): Json {
  if (typeof model === "string") return rename(model);
  if (!isObject(model)) return model ?? null;
  const { primary, fallbacks } = model;
  return {
    ...model,
    ...(typeof primary === "string" && { primary: rename(primary) }),
    ...(Array.isArray(fallbacks) && {
      fallbacks: fallbacks.map((ref: Json) => (typeof ref === "string" ? rename(ref) : ref)),
    }),
  };
}

const renamedPrimaries = ({ snapshot }: Examination) =>
  snapshot.agents.flatMap(({ id, primary }) =>
    primary?.provider === CODEX ? [{ agent: id, wanted: { provider: "openai", model: primary.model } }] : [],
  );
