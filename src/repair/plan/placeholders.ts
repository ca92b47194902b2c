import { code, type Line } from "../../core/card.ts";
import { isObject, isSame, ownValue, type Json } from "../../core/json.ts";
import { REDACTED, type PlanStep } from "../../core/plan.ts";
import { say } from "../../words/say.ts";

/** `${NAME}` stands for a variable of the gateway's environment. */
const PLACEHOLDER = /\$\{\w+\}/;

/** A value with the placeholders that a file has for parts of it; `shown`: what the gateway tells for that file. */
export function withPlaceholders(
  value: Json | undefined,
  written: Json | undefined,
  shown: Json | undefined = value,
): Json | undefined {
  if (typeof value === "string")
    return value === shown && typeof written === "string" && PLACEHOLDER.test(written) ? written : value;
  if (Array.isArray(value) && Array.isArray(written) && Array.isArray(shown) && shown.length === written.length)
    return value.map((item: Json, at) => withPlaceholders(item, written[at], shown[at] ?? null) ?? null);
  if (!isObject(value) || !isObject(written) || !isObject(shown)) return value;
  const parts = Object.entries(value).map(([key, inner]) => {
    const was = ownValue(shown, key) ?? null;
    return [key, withPlaceholders(inner, ownValue(written, key), was) ?? null] as const;
  });
  return Object.fromEntries(parts);
}

/**
 * No gateway shows placeholders of included files. Where steps change or remove what may be one, taking them back
 * writes what it stands for: in effect the same, and said beforehand.
 */
export function sayUnseen(files: readonly string[], steps: readonly Pick<PlanStep, "changes">[]): readonly Line[] {
  const isChanged = steps.some(({ changes }) => changes.some(({ before, after }) => losesText(before, after)));
  return files.length === 0 || !isChanged ? [] : [[say("plan.unseen", { files: code(files.join(", ")) })]];
}

/** Whether a text that is shown stands no more where it stood. */
function losesText(before: Json | undefined, after: Json | undefined): boolean {
  if (typeof before === "string") return before !== REDACTED && before !== after;
  if (Array.isArray(before))
    return (
      !isSame(before, after) &&
      before.some((item: Json, at) => losesText(item, Array.isArray(after) ? after[at] : undefined))
    );
  return (
    isObject(before) &&
    Object.entries(before).some(([key, inner]) => losesText(inner, isObject(after) ? ownValue(after, key) : undefined))
  );
}
