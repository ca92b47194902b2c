import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { isObject, list, object, type Json } from "../../fixtures/distil/raw.ts";
import description from "../../fixtures/apis/discord.json" with { type: "json" };
import { messageRules, commandRules } from "./discord-rules.ts";
import { complaintsOf, type Complaints, type RecordedAnswer, type RecordedCall } from "./verdict.ts";

const OPERATIONS: Json = description.operations;

interface Route {
  readonly template: string;
  readonly operation: Json;
}

/** Finds the operation of a recorded path, with or without `/api/v10`; the most literal template wins. */
function routeOf(method: string, path: string): Route | string {
  const segments = path
    .replace(/^\/api(?:\/v\d+)?/, "")
    .replace(/\/$/, "")
    .split("/")
    .map((segment) => decodeURIComponent(segment));
  const fits = (template: string): boolean => {
    const wanted = template.split("/");
    return wanted.length === segments.length && wanted.every((one, i) => one.startsWith("{") || one === segments[i]);
  };
  const [template] = Object.keys(OPERATIONS)
    .filter(fits)
    .toSorted((a, b) => a.split("{").length - b.split("{").length);
  if (template === undefined) return `${path} is not in test/fixtures/apis/discord.json`;
  const operation = object(OPERATIONS[template])[method.toLowerCase()];
  return isObject(operation) ? { template, operation } : `${method} is not offered on ${template}`;
}

/** The document forbids no unknown key, so that a misspelt one would pass: what lists its properties is closed. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isObject(schema)) return schema;
  const closed = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]));
  const isMixed = ["oneOf", "anyOf", "allOf"].some((key) => key in schema);
  if (!isObject(schema["properties"]) || isMixed) return closed;
  return { additionalProperties: false, ...closed };
}

const IGNORED = {
  tts: { type: ["boolean", "null"] },
  nonce: { type: ["string", "integer", "null"] },
  enforce_nonce: { type: ["boolean", "null"] },
};

/** Where Discord takes more than its document says. */
function loosen(name: string, schema: Json): Json {
  const properties = object(schema["properties"]);
  const permissions = properties["default_member_permissions"];
  if (/^ApplicationCommand.*Request$/.test(name) && permissions !== undefined) {
    // A set of permissions is a decimal string everywhere but in the document.
    const either = { anyOf: [permissions, { type: "string", pattern: "^[0-9]+$" }] };
    return { ...schema, properties: { ...properties, default_member_permissions: either } };
  }
  // discord.js always sends these, and Discord ignores them here.
  if (/^(?:MessageEditRequestPartial|IncomingWebhook)/.test(name) && Object.keys(properties).length > 0) {
    return { ...schema, properties: { ...IGNORED, ...properties } };
  }
  return schema;
}

function openValidator(isStrict: boolean): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat("int32", { type: "number", validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31 });
  ajv.addFormat("int64", { type: "number", validate: (n: number) => Number.isInteger(n) });
  ajv.addFormat("snowflake", /^\d{1,20}$/);
  ajv.addFormat("nonce", true);
  ajv.addFormat("double", true);
  const shape = (schema: unknown): unknown => (isStrict ? close(schema) : schema);
  const schemas = Object.entries(object(description.components.schemas)).map(([name, schema]) => [
    name,
    shape(loosen(name, object(schema))),
  ]);
  const components = { schemas: Object.fromEntries(schemas) };
  const compiled = new Map<unknown, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const validate = ajv.compile({ ...object(shape(schema)), components });
    compiled.set(schema, validate);
    return validate;
  };
}

const strict = openValidator(true);
const loose = openValidator(false);

/** What Discord would refuse in a call. */
export function judgeDiscordCall({ method, path, query = {}, body, contentType }: RecordedCall): Complaints {
  const route = routeOf(method, path);
  if (typeof route === "string") return [route];
  const { operation, template } = route;
  const known = list(operation["query"]);
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => `${name} is no query parameter of ${template}`),
    ...judgeBody(operation, body, contentType),
    ...commandRules(template, method, body),
    ...messageRules(template, method, body),
  ];
}

function judgeBody(operation: Json, body: unknown, contentType = "application/json"): Complaints {
  if (operation["body"] === undefined) {
    return body === undefined || Object.keys(object(body)).length === 0 ? [] : ["the operation takes no body"];
  }
  const type = contentType.split(";", 1)[0]?.trim();
  const refused = list(operation["types"]).includes(type) ? [] : [`${type} is not offered`];
  if (body === undefined) return operation["needsBody"] === true ? [...refused, "a body is required"] : refused;
  const validate = strict(operation["body"]);
  return validate(body) ? refused : [...refused, ...complaintsOf(validate.errors)];
}

/** What Discord would never answer; further keys are allowed, and refusals have a form of their own. */
export function judgeDiscordAnswer({ method, path, status, body }: RecordedAnswer): Complaints {
  const route = routeOf(method, path);
  if (typeof route === "string") return [route];
  if (status >= 400) return [];
  const responses = object(route.operation["responses"]);
  if (!(status in responses)) return [`status ${status} is none of ${Object.keys(responses).join(", ")}`];
  const schema = responses[status];
  if (schema === null) return [];
  const validate = loose(schema);
  return validate(body) ? [] : complaintsOf(validate.errors);
}
