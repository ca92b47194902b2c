import { z } from "zod";

/** Whole milliseconds since the epoch that a calendar knows; anything else would end in a date nobody can write. */
export const INSTANT = z.number().min(0).max(8_640_000_000_000_000).transform(Math.trunc);

/** Left out where it is missing or of another kind than it should be. */
export const loose = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** Reads a reply as a whole. Throws one sentence that names the method and the place, never what stood there. */
export function readReply<S extends z.ZodType>(schema: S, method: string, payload: unknown): z.output<S> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
  throw new Error(`the gateway's reply to ${method} cannot be read${place === "" ? "" : ` (at ${place})`}`);
}

/** The items of a list that can be read, and how many cannot. */
export function readEach<S extends z.ZodType>(
  schema: S,
  items: readonly unknown[],
): { readonly read: readonly z.output<S>[]; readonly skipped: number } {
  const read = items.flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  return { read, skipped: items.length - read.length };
}
