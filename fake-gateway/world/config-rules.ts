import { asList, asObject, asText, at, type Json } from "../json.ts";

export interface ConfigIssue {
  readonly path: string;
  readonly message: string;
  readonly allowedValues?: readonly string[];
  readonly allowedValuesHiddenCount?: number;
}

export interface ConfigRules {
  readonly apis: readonly string[];
  /** Api ids this release gave up, and what to write instead. */
  readonly removedApis: Readonly<Record<string, string>>;
  /** Providers that may be described in part; null when every provider must be complete (2026.3). */
  readonly bundled: readonly string[] | null;
}

const ROOTS = new Set(
  (
    "gateway agents auth update discovery logging models meta wizard plugins skills " +
    "commands messages channels tools session hooks cron env ui browser talk"
  ).split(" "),
);

/** What a release says about the providers of a document; empty when it would accept it. */
export function inspectConfig(document: Json, rules: ConfigRules): readonly ConfigIssue[] {
  const strangers = Object.keys(document).filter((key) => !ROOTS.has(key));
  const unknown = strangers.map((key) => ({ path: "", message: `Unrecognized key: "${key}"` }));
  const providers = Object.entries(asObject(at(document, "models", "providers")));
  return [...unknown, ...providers.flatMap(([id, entry]) => inspectProvider(id, asObject(entry), rules))];
}

function inspectProvider(id: string, entry: Json, rules: ConfigRules): readonly ConfigIssue[] {
  const path = `models.providers.${id}`;
  const models = asList(entry["models"]).map(asObject);
  return [
    ...inspectPresence(path, "baseUrl", "string", typeof entry["baseUrl"] === "string", id, rules),
    ...inspectApi(`${path}.api`, entry["api"], rules),
    ...inspectPresence(path, "models", "array", Array.isArray(entry["models"]), id, rules),
    ...models.flatMap((model, index) => [
      ...(typeof model["name"] === "string" ? [] : [missing(`${path}.models.${index}.name`, "string")]),
      ...inspectApi(`${path}.models.${index}.api`, model["api"], rules),
    ]),
  ];
}

function inspectPresence(
  path: string,
  field: string,
  type: string,
  present: boolean,
  provider: string,
  { bundled }: ConfigRules,
): readonly ConfigIssue[] {
  if (present || bundled?.includes(provider) === true) return [];
  if (bundled === null) return [missing(`${path}.${field}`, type)];
  const overlays = `provider overlays without ${field} are only supported for bundled providers`;
  return [{ path: `${path}.${field}`, message: `custom model providers must declare ${field}; ${overlays}` }];
}

const missing = (path: string, type: string): ConfigIssue => ({
  path,
  message: `Invalid input: expected ${type}, received undefined`,
});

function inspectApi(path: string, api: unknown, { apis, removedApis }: ConfigRules): readonly ConfigIssue[] {
  if (api === undefined || apis.includes(asText(api))) return [];
  const name = asText(api);
  const instead = removedApis[name];
  const quoted = apis.map((id) => `"${id}"`);
  const message =
    instead === undefined
      ? `Invalid option: expected one of ${quoted.join("|")}`
      : `"${name}" is a removed api id; use "${instead}" (allowed: ${quoted.join(", ")})`;
  return [{ path, message, allowedValues: apis, allowedValuesHiddenCount: 0 }];
}
