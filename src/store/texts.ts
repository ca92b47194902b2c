import { z } from "zod";
import type { Inline, Line, Message, Text, Value } from "../core/card.ts";
import { keepText } from "../words/kept.ts";

const MESSAGE: z.ZodType<Message> = z
  .object({
    kind: z.literal("message"),
    id: z.string(),
    values: z.record(
      z.string(),
      z.lazy(() => VALUE),
    ),
    otherwise: z.string().optional(),
  })
  .transform(({ otherwise, ...message }) => ({ ...message, ...(otherwise !== undefined && { otherwise }) }));

/** What was shown, as it is kept: sentences of earlier releases are plain. */
export const TEXT: z.ZodType<Text> = z.union([z.string(), MESSAGE]);

const INLINE: z.ZodType<Inline> = z.union([
  TEXT,
  z.object({ kind: z.literal("strong"), text: TEXT }),
  z.object({ kind: z.literal("code"), text: z.string() }),
  z.object({ kind: z.literal("time"), at: z.number(), style: z.enum(["relative", "absolute"]) }),
]);

const VALUE: z.ZodType<Value> = z.union([z.number(), INLINE, z.array(z.lazy(() => VALUE))]);

/** What cannot be read of it is left out. */
export const LINE = z
  .array(z.unknown())
  .transform((line): Line => line.flatMap((part) => INLINE.safeParse(part).data ?? []));

/** For a column of plain text: a sentence as JSON. */
export const writeText = (text: Text): string => (typeof text === "string" ? text : JSON.stringify(keepText(text)));

export function readText(kept: string): Text {
  if (!kept.startsWith('{"kind":"message"')) return kept;
  try {
    return MESSAGE.safeParse(JSON.parse(kept)).data ?? kept;
  } catch {
    return kept;
  }
}
