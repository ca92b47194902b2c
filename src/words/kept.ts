import type { Inline, Line, Message, Text } from "../core/card.ts";
import { english } from "./speak.ts";

/** A text as it is kept: with its English, for a release that does not know it any more. */
export const keepText = (text: Text): Text => (typeof text === "string" ? text : keepMessage(text));

export const keepLine = (line: Line): Line => line.map(keepInline);

function keepInline(part: Inline): Inline {
  if (typeof part === "string") return part;
  if (part.kind === "message") return keepMessage(part);
  return part.kind === "strong" ? { ...part, text: keepText(part.text) } : part;
}

const keepMessage = (message: Message): Message => ({ ...message, otherwise: english(message) });

/** Whether two things that are kept say the same, whichever release kept them. */
export const saysTheSame = (a: unknown, b: unknown): boolean => toJson(a) === toJson(b);

const toJson = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === "otherwise" ? undefined : inner));
