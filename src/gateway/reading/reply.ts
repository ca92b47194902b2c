import { z } from "zod";
import type { ModelRef } from "../../core/model.ts";
import { CallFailed } from "../../core/call-failed.ts";
import { leftOutIn } from "../bounds/frames.ts";

/** Whole milliseconds since the epoch that a calendar knows; anything else would end in a date nobody can write. */
export const INSTANT = z.number().min(0).max(8_640_000_000_000_000).transform(Math.trunc);

/** A list whose items are read one by one elsewhere: it is neither gone through nor copied. */
export const ITEMS = z.custom<readonly unknown[]>(Array.isArray);

/** Left out where it is missing or of another kind than it should be. */
export const loose = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** Reads a reply as a whole. Throws one sentence that names the method and the place, never what stood there. */
export function readReply<S extends z.ZodType>(schema: S, method: string, payload: unknown): z.output<S> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
  throw new CallFailed(
    { kind: "unreadable", call: method, place },
    `the gateway's reply to ${method} cannot be read${place === "" ? "" : ` (at ${place})`}`,
  );
}

/** More agents, providers or sign-ins than anybody has. */
export const MOST_NAMED = 200;

/**
 * The items of a list that can be read, and how many cannot or are more than was asked for. Of too many the first
 * ones are read, or the last ones where `newest` says that those are the newest.
 */
export const readEach = <S extends z.ZodType>(
  schema: S,
  items: readonly unknown[],
  most?: number,
  newest?: "first" | "last",
): Each<z.output<S>> =>
  keepEach<z.output<S>>(
    (item) => {
      const parsed = schema.safeParse(item);
      return parsed.success ? parsed.data : null;
    },
    items,
    most,
    newest,
  );

interface Each<T> {
  readonly read: readonly T[];
  readonly skipped: number;
}

/** The same for what is read by hand; null is what cannot be. */
export function keepEach<T>(
  read: (item: unknown) => T | null,
  items: readonly unknown[],
  most = Infinity,
  newest: "first" | "last" = "first",
): Each<T> {
  const marks = items.filter((item) => leftOutIn(item) > 0);
  const all = marks.length === 0 ? items : items.filter((item) => leftOutIn(item) === 0);
  const kept = newest === "first" ? all.slice(0, most) : all.slice(Math.max(0, all.length - most));
  const found = kept.map(read).filter((one) => one !== null);
  return {
    read: found,
    skipped: marks.reduce<number>((sum, mark) => sum + leftOutIn(mark), 0) + all.length - found.length,
  };
}

/** Null where one of the two is not told. */
export const toModel = (provider: string | null | undefined, model: string | null | undefined): ModelRef | null =>
  provider && model ? { provider, model } : null;
