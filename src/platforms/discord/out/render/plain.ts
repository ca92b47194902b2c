import type { Block, Inline, Language, Line, SpokenCard } from "../../../../core/card.ts";
import { say } from "../../../../words/say.ts";
import { speakText } from "../../../../words/speak.ts";

/** What Discord would act upon inside any text, even inside code: broken with a zero-width space. */
const ZERO_WIDTH = "\u200b";
const ACTIVE: readonly RegExp[] = [
  /@(?=everyone|here|$)/gi,
  /<(?=[@#:/&]|a:|t:|id:|sound:|$)/gi,
  /\b(?:discord|discordapp|dsc)(?=\.(?:gg|com\/invite|com\/oauth2|io|me|li|new)\b)/gi,
];

/**
 * Visible text as it may stand anywhere: nothing is left that mentions, invites or becomes an emoji. Markdown is not
 * escaped yet. Doing it twice changes nothing.
 */
export function harmless(text: string): string {
  const spaced = text.toWellFormed().replaceAll("\t", "  ");
  return ACTIVE.reduce((shown, active) => shown.replaceAll(active, (found) => found + ZERO_WIDTH), spaced);
}

/** Text that cannot close a code span or fence: no two backticks ever touch. */
export const harmlessCode = (text: string): string => harmless(text).replaceAll("`", `\`${ZERO_WIDTH}`);

/** Breaks become spaces. Each run of white space is looked at once: a name of nothing but spaces stopped every chat. */
export const unbroken = (text: string): string => text.replaceAll(/\s+/g, (run) => (/[\r\n]/.test(run) ? " " : run));

export const oneLine = (text: string): string => unbroken(text).trim();

/** The whole card without markup, for the file that accompanies a card too long for one message. */
export function toPlainText(card: SpokenCard): string {
  return [card.title, "", ...card.blocks.flatMap((block) => plainBlock(block, card.language))]
    .join("\n")
    .toWellFormed();
}

function plainBlock(block: Block<string>, language: Language): readonly string[] {
  switch (block.kind) {
    case "text":
    case "note":
      return [plainLine(block.text)];
    case "heading":
      return ["", plainLine(block.text)];
    case "list":
      return block.items.map((item) => `- ${plainLine(item)}`);
    case "fields":
      return block.fields.map((field) => `${field.label}: ${plainLine(field.value)}`);
    case "table":
      return [block.columns, ...block.rows].map((row) => row.map(oneLine).join("\t"));
    case "code":
      return [block.text];
    case "image":
      return [`(${speakText(say("chats.image-of", { alt: block.alt }), language)})`];
  }
}

const plainLine = (line: Line<string>): string => line.map(plainInline).join("");

function plainInline(inline: Inline<string>): string {
  if (typeof inline === "string") return inline;
  return inline.kind === "time" ? plainTime(inline.at) : inline.text;
}

function plainTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "—" : date.toISOString();
}
