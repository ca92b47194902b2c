import { isSecretName } from "../../lib/secret-names.ts";
import { redact } from "../../lib/redact.ts";
import { visible } from "../../words/visible.ts";

const HIDDEN = "[hidden]";
/** Deeper, or longer, nobody reads a line of a log. */
const DEEPEST = 5;
const MOST = 100;

type Fields = Readonly<Record<string, unknown>>;

/** A text of a log without secrets, and without what a terminal that shows it would obey. */
export const clear = (text: string): string => visible(redact(text));

/** What is to be logged, without secrets: by what they are called, and by what they look like. */
export const hideIn = (fields: Fields): Record<string, unknown> => hideFields(fields, 0);

function hideFields(fields: Fields, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, MOST);
  return Object.fromEntries(
    entries.map(([name, value]) => [clear(name), isSecretName(name) ? HIDDEN : hide(value, depth + 1)]),
  );
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value === "string") return clear(value);
  if (value instanceof Error) return hideFields(toFields(value), depth);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
  if (depth >= DEEPEST) return "…";
  if (Array.isArray(value)) return value.slice(0, MOST).map((item) => hide(item, depth + 1));
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return value.constructor.name;
  return hideFields({ ...value }, depth);
}

const toFields = (error: Error): Fields => ({
  type: error.name,
  message: error.message,
  ...("code" in error && { code: error.code }),
  stack: error.stack,
  ...(error.cause instanceof Error && { cause: error.cause }),
});
