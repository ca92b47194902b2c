import { asList, asObject, asText, at, type Json } from "../json.ts";
import type { Recording } from "../recording.ts";

/** How a configuration sends its primary model to a provider. */
type Route = Readonly<Record<"primary" | "mode" | "baseUrl" | "api" | "known", string>>;

/**
 * Which of two recordings a document behaves like: the repaired one as soon as it agrees with it wherever the
 * two differ in the primary model's route, else the broken one.
 */
export function recordingFor(document: Json, broken: Recording, repaired: Recording | undefined): Recording {
  if (repaired === undefined) return broken;
  const [now, before, after] = [document, broken.config.document, repaired.config.document].map(readRoute);
  if (!now || !before || !after) return broken;
  const differing = FIELDS.filter((field) => before[field] !== after[field]);
  return differing.length > 0 && differing.every((field) => now[field] === after[field]) ? repaired : broken;
}

const FIELDS = ["primary", "mode", "baseUrl", "api", "known"] as const;

function readRoute(document: Json): Route {
  const own = at(document, "agents", "entries", "main", "model");
  const primary = asText(own) || asText(at(document, "agents", "defaults", "model", "primary"));
  const [provider = "", id] = primary.split("/");
  const entry = asObject(at(document, "models", "providers", provider));
  const model = asList(entry["models"])
    .map(asObject)
    .find((candidate) => candidate["id"] === id);
  const baseUrl = plain(asText(model?.["baseUrl"] ?? entry["baseUrl"]));
  const api = asText(model?.["api"] ?? entry["api"]);
  const mode = asText(at(document, "models", "mode"), "merge");
  if (baseUrl === CHATGPT && api === CHATGPT_API) return { primary, mode, ...NO_ENTRY };
  return { primary, mode, baseUrl, api, known: String(model !== undefined) };
}

const CHATGPT = "https://chatgpt.com/backend-api";
const CHATGPT_API = "openai-chatgpt-responses";
/** Releases that know this api take the same route without an entry. */
const NO_ENTRY = { baseUrl: "", api: "", known: "false" };

/** The ChatGPT backend is the same with and without `/codex`. */
const plain = (url: string): string => url.replace(/\/+$/, "").replace(/\/backend-api\/codex$/, "/backend-api");
