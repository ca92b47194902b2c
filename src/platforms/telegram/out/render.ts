import type { Block, Language, SpokenCard } from "../../../core/card.ts";
import { say } from "../../../words/say.ts";
import { speakText } from "../../../words/speak.ts";
import { escapeHtml, oneLine } from "./escape.ts";
import { toRows, type Reading } from "./rows.ts";
import { toMessages } from "./split.ts";

/** One Telegram message. `html` is the text, or the caption of a photo, ready for `parse_mode: "HTML"`. */
export type Part =
  | { readonly kind: "text"; readonly html: string }
  | { readonly kind: "photo"; readonly png: Uint8Array; readonly html: string; readonly alt: string };

/** Telegram's limits are 4096 and 1024; the gap leaves room for the note that something was left out. */
const TEXT_LIMIT = 4000;
const CAPTION_LIMIT = 960;

/** More would be a flood in the chat, and Telegram lets a bot write about 20 messages a minute to a group. */
const MOST_MESSAGES = 6;

type Image = Extract<Block<string>, { kind: "image" }>;

/**
 * A card as Telegram messages, in order: text alone, or the first image with as much text as its caption
 * holds, the rest of the text, and the other images.
 */
export function renderCard(card: SpokenCard, reading: Reading): readonly Part[] {
  const images = card.blocks.filter((block): block is Image => block.kind === "image");
  const rows = toRows(card, reading);
  const [first, ...others] = images;
  const captioned = first !== undefined;
  const { language } = card;
  const texts = toMessages(
    rows,
    language,
    (index) => (captioned && index === 0 ? CAPTION_LIMIT : TEXT_LIMIT),
    MOST_MESSAGES,
  );
  if (first === undefined) return texts.map(toText);
  const [caption = "", ...rest] = texts;
  const more = others.map((image) => toPhoto(image, captionOf(image), language));
  return [toPhoto(first, caption, language), ...rest.map(toText), ...more];
}

const toText = (html: string): Part => ({ kind: "text", html });
const toPhoto = (image: Image, html: string, language: Language): Part => ({
  kind: "photo",
  png: image.png,
  html,
  alt: oneLine(image.alt) || speakText(say("chats.image"), language),
});
const captionOf = (image: Image): string => escapeHtml(oneLine(image.alt).slice(0, 180).toWellFormed());

/** The first message mentions a person at its end, so that the first line stays the answer. */
export function mentioning([first, ...rest]: readonly Part[], person: string, language: Language): readonly Part[] {
  if (first === undefined) return [];
  const look = escapeHtml(speakText(say("chats.look"), language));
  const called = person.startsWith("@") ? person : `<a href="tg://user?id=${person}">${look}</a>`;
  return [{ ...first, html: `${first.html}\n\n🔔 ${called}` }, ...rest];
}

/** What stands in for a photo that Telegram refuses. */
export const withoutPhoto = (part: Part): Part =>
  part.kind === "text" ? part : toText(`${part.html}\n<i>[${escapeHtml(part.alt.slice(0, 180).toWellFormed())}]</i>`);
