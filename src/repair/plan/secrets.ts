import { isObject, ownValue, type Json } from "../../core/json.ts";
import { REDACTED } from "../../core/plan.ts";

/** Whether a value of the configuration holds something that the gateway does not show. */
export function holdsSecret(value: Json | undefined): boolean {
  if (value === REDACTED) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}

/** A secret, or a reference to where one is kept: gateways show neither whole. */
export const isHidden = (value: Json | undefined): boolean =>
  value === REDACTED || (isObject(value) && typeof value["source"] === "string" && value["id"] === REDACTED);

/** Whether each secret of a value stands at the same place of another one: the gateway keeps those. */
export function keepsSecrets(value: Json | undefined, other: Json | undefined): boolean {
  if (!holdsSecret(value)) return true;
  if (Array.isArray(value))
    return Array.isArray(other) && value.every((item: Json, at) => keepsSecrets(item, counterpart(item, at, other)));
  if (!isObject(value)) return other === value;
  return isObject(other) && Object.entries(value).every(([key, inner]) => keepsSecrets(inner, ownValue(other, key)));
}

/** The same item of another list: by its id where it has one. */
function counterpart(item: Json, at: number, others: readonly Json[]): Json | undefined {
  const id = isObject(item) ? item["id"] : undefined;
  return typeof id === "string" ? others.find((one) => isObject(one) && one["id"] === id) : others[at];
}

/** The value without what the gateway does not show. */
export function withoutSecrets(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => withoutSecrets(item) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (isHidden(inner) ? [] : [[key, withoutSecrets(inner) ?? null]])),
  );
}
