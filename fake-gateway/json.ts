import { z } from "zod";

/** A JSON object whose shape nobody needs to know here. */
export type Json = Readonly<Record<string, unknown>>;

export const JSON_OBJECT = z.record(z.string(), z.unknown());

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value when it is an object, else an empty one. */
export const asObject = (value: unknown): Json => (isObject(value) ? value : {});

/** The value when it is a list, else an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value when it is a text, else `otherwise`. */
export const asText = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);

/** What stands at a path of property names; undefined where the path ends early. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => asObject(inner)[name], value);
