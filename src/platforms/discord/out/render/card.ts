import type { APIEmbed, RawFile } from "discord.js";
import type { Action, Language, SpokenCard, Tone } from "../../../../core/card.ts";
import { clip } from "../../../../lib/clip.ts";
import { say } from "../../../../words/say.ts";
import { speakText } from "../../../../words/speak.ts";
import { type ButtonRow, renderButtons } from "./buttons.ts";
import { LIMITS } from "./limits.ts";
import { cutLine } from "./line.ts";
import { pack } from "./pack.ts";
import { toPieces } from "./pieces.ts";
import { oneLine, toPlainText } from "./plain.ts";

/** One Discord message; always exactly one, so that it can be edited in place. */
export interface RenderedCard {
  readonly body: MessageBody;
  readonly files: readonly RawFile[];
  /** Actions without a button, to be logged: an operator who misses one can still type the command. */
  readonly dropped: readonly Action<string>[];
}

/** Complete: as the body of an edit it replaces everything the message showed before. */
interface MessageBody {
  readonly content?: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly ButtonRow[];
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly description?: string }[];
  readonly allowed_mentions: {
    readonly parse: readonly never[];
    readonly replied_user: false;
    readonly roles?: readonly string[];
    readonly users?: readonly string[];
  };
}

/** On every message: whatever text slips through, nobody is pinged. */
export const NO_MENTIONS = { parse: [], replied_user: false } as const;

const COLOURS: Readonly<Record<Tone, number>> = {
  good: 0x2e_cc_71,
  warning: 0xf1_c4_0f,
  critical: 0xe7_4c_3c,
  unknown: 0x95_a5_a6,
  neutral: 0x58_65_f2,
};

/** Renders within all limits. What finds no room is named, and the whole text comes along as a file. */
export function renderCard(card: SpokenCard): RenderedCard {
  const images = imageFiles(card);
  const urls = new Map(images.map((image) => [image.block, `attachment://${image.name}`]));
  const title = cutLine([oneLine(card.title)], LIMITS.title);
  const packed = pack(title, toPieces(card.blocks), urls, (omitted) => toNotice(omitted, card.language));
  const files = packed.omitted > 0 ? [...images, wholeText(card)] : images;
  const buttons = renderButtons(card.actions ?? []);
  return {
    body: {
      embeds: packed.embeds.map((embed) => ({ ...embed, color: COLOURS[card.tone] })),
      components: buttons.rows,
      attachments: files.map(toAttachment),
      allowed_mentions: NO_MENTIONS,
    },
    files: files.map(({ name, data, contentType }) => ({ name, data, contentType })),
    dropped: buttons.dropped,
  };
}

interface File {
  readonly name: string;
  readonly alt: string;
  readonly data: Buffer;
  readonly contentType: string;
}

/** One place is left for the whole text. */
const imageFiles = (card: SpokenCard): readonly (File & { readonly block: number })[] =>
  card.blocks
    .flatMap((block, index) => (block.kind === "image" ? [{ ...block, index }] : []))
    .slice(0, LIMITS.files - 1)
    .map(({ png, alt, index }, order) => ({
      name: `image-${order + 1}.png`,
      alt,
      data: Buffer.from(png),
      contentType: "image/png",
      block: index,
    }));

const MOST_TEXT = 1_000_000;

const wholeText = (card: SpokenCard): File => ({
  name: "whole.txt",
  alt: speakText(say("chats.whole-text"), card.language),
  data: Buffer.from(clip(toPlainText(card), MOST_TEXT)),
  contentType: "text/plain; charset=utf-8",
});

const toNotice = (omitted: number, language: Language): string =>
  `*${speakText(say("chats.more-lines", { count: omitted }), language)}*`;

function toAttachment(file: File, index: number): MessageBody["attachments"][number] {
  const description = clip(oneLine(file.alt), LIMITS.alt);
  return { id: String(index), filename: file.name, ...(description !== "" && { description }) };
}
