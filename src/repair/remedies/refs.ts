import { isObject, isSame, valueAt, type Json, type JsonObject } from "../../core/json.ts";
import type { ConfigChange } from "../../core/plan.ts";

type Sets = readonly Omit<ConfigChange, "before">[];

/** What a reference to a model becomes; itself where it stays. */
export type Rewrite = (ref: string, role: "primary" | "fallback") => string;

/** Every `model` of the defaults and of each agent, rewritten: only what that changes. */
export function rewriteRefs(document: JsonObject, rewrite: Rewrite): Sets {
  const entries = valueAt(document, ["agents", "entries"]);
  const own = isObject(entries) ? Object.keys(entries).map((id) => ["agents", "entries", id, "model"]) : [];
  const list = valueAt(document, ["agents", "list"]);
  const routes = [["agents", "defaults", "model"], ...own].flatMap((path) =>
    rewriteRoute(path, valueAt(document, path), rewrite),
  );
  return [...routes, ...(Array.isArray(list) ? rewriteList(list, rewrite) : [])];
}

function rewriteRoute(path: readonly string[], route: Json | undefined, rewrite: Rewrite): Sets {
  const after = rewriteModel(route, rewrite);
  if (after === undefined || isSame(route, after)) return [];
  if (!isObject(route) || !isObject(after)) return [{ path, after }];
  return ["primary", "fallbacks"].flatMap((key) => {
    const value = after[key];
    return value === undefined || isSame(route[key], value) ? [] : [{ path: [...path, key], after: value }];
  });
}

/** Items of a list cannot be set by path: the list is set as a whole. */
function rewriteList(list: readonly Json[], rewrite: Rewrite): Sets {
  const after = list.map((agent) => {
    const model = isObject(agent) ? rewriteModel(agent["model"], rewrite) : undefined;
    return isObject(agent) && model !== undefined ? { ...agent, model } : agent;
  });
  return isSame(list, after) ? [] : [{ path: ["agents", "list"], after }];
}

/** `provider/model`, or the first one and those after it. */
function rewriteModel(model: Json | undefined, rewrite: Rewrite): Json | undefined {
  if (typeof model === "string") return rewrite(model, "primary");
  if (!isObject(model)) return model;
  const { primary, fallbacks } = model;
  return {
    ...model,
    ...(typeof primary === "string" && { primary: rewrite(primary, "primary") }),
    ...(Array.isArray(fallbacks) && {
      fallbacks: fallbacks.map((ref: Json) => (typeof ref === "string" ? rewrite(ref, "fallback") : ref)),
    }),
  };
}
