import { isObject, type Json } from "../../core/json.ts";
import { REDACTED } from "../../core/plan.ts";

/** Whether a value of the configuration holds something that the gateway does not show. */
export function holdsSecret(value: Json | undefined): boolean {
  if (value === REDACTED) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}

/** The value without what the gateway does not show. */
export function withoutSecrets(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => withoutSecrets(item) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === REDACTED ? [] : [[key, withoutSecrets(inner) ?? null]])),
  );
}
