import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { isSecretName } from "../../lib/secret-names.ts";
import { REDACTED } from "../../core/plan.ts";

/** Whatever stands in these is secret: headers sign in under any name, and so do variables. */
const SECRET_PLACES: ReadonlySet<string> = new Set(["headers", "env", "vars"]);

/**
 * The document with every secret hidden, as gateways mark what they hide themselves. Some releases show the headers
 * of providers, a key among them.
 */
export const hideSecrets = (document: JsonObject): JsonObject => hideIn(document, false, () => false);

/** The same of a file as somebody wrote it: a placeholder of the environment tells nothing of what it stands for. */
export const hideWrittenSecrets = (file: JsonObject): JsonObject => hideIn(file, false, isPlaceholder);

type IsShown = (value: string) => boolean;

function hideIn(object: JsonObject, areSecret: boolean, isShown: IsShown): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [key, hide(key, value, areSecret, isShown)] as const);
  return Object.fromEntries(entries);
}

function hide(key: string, value: Json, isSecret: boolean, isShown: IsShown): Json {
  if (typeof value === "string")
    return value !== "" && (isSecret || isSecretName(key)) && !isShown(value) ? REDACTED : value;
  if (Array.isArray(value)) return value.map((item: Json) => hide(key, item, isSecret, isShown));
  return isObject(value) ? hideIn(value, isSecret || SECRET_PLACES.has(key), isShown) : value;
}

const isPlaceholder = (value: string): boolean => /^\$\{[A-Z_][A-Z0-9_]*\}$/.test(value);
