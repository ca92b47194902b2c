import type { Block, Inline, Line, SpokenCard } from "../../../core/card.ts";
import { SIGNS } from "../../shared/signs.ts";
import { oneLine, prose, tappable } from "./escape.ts";
import { formatClock, type Telling } from "./instants.ts";
import { layTable } from "./table.ts";

/** A stretch of cleaned, not yet escaped text in one style. Spans never nest: Telegram's `code` may not. */
export interface Span {
  readonly text: string;
  readonly style: "plain" | "strong" | "soft" | "code";
}

/** One line of a message. Lines of the same preformatted block share its number. */
export type Row =
  | { readonly kind: "line"; readonly spans: readonly Span[] }
  | { readonly kind: "pre"; readonly text: string; readonly block: number };

/** What a card's text depends on besides the card: when it is read, and the command names as published. */
export interface Reading extends Omit<Telling, "language"> {
  readonly published: ReadonlySet<string>;
}

type Look = Reading & Telling;

export const EMPTY_ROW: Row = { kind: "line", spans: [] };

const line = (...spans: readonly Span[]): Row => ({ kind: "line", spans: spans.filter(({ text }) => text !== "") });
const plain = (text: string): Span => ({ text, style: "plain" });

/** A card as lines, title first; images are left to the caller. */
export function toRows(card: SpokenCard, asked: Reading): readonly Row[] {
  const reading: Look = { ...asked, language: card.language };
  const title = line(plain(`${SIGNS[card.tone]} `), { text: prose(oneLine(card.title)), style: "strong" });
  return [title, ...card.blocks.flatMap((block, index) => spaced(block, index, card.blocks, reading))];
}

function spaced(block: Block<string>, index: number, blocks: readonly Block<string>[], reading: Look): readonly Row[] {
  const rows = blockRows(block, index, reading);
  return rows.length === 0 || isIntroduced(blocks[index - 1]) ? rows : [EMPTY_ROW, ...rows];
}

/** What stands under a heading, or what a line that ends in a colon announces. */
function isIntroduced(before: Block<string> | undefined): boolean {
  if (before?.kind === "heading") return true;
  const last = before?.kind === "text" ? before.text.at(-1) : undefined;
  const said = typeof last === "object" && "text" in last ? last.text : last;
  return typeof said === "string" && /[:：]$/.test(said);
}

function blockRows(block: Block<string>, number: number, reading: Look): readonly Row[] {
  switch (block.kind) {
    case "text":
      return [line(...spans(block.text, reading, "plain"))];
    case "heading":
      return [line(...spans(block.text, reading, "strong"))];
    case "note":
      return [line(...spans(block.text, reading, "soft"))];
    case "list":
      return block.items.map((item) => line(plain("• "), ...spans(item, reading, "plain")));
    case "fields":
      return block.fields.map(({ label, value }) =>
        line({ text: `${prose(oneLine(label))}:`, style: "strong" }, plain(" "), ...spans(value, reading, "plain")),
      );
    case "table":
      return block.columns.length === 0 ? [] : pre(layTable(block.columns, block.rows), number);
    case "code":
      return pre(block.text.split("\n"), number);
    case "image":
      break;
  }
  return [];
}

const pre = (lines: readonly string[], block: number): readonly Row[] =>
  lines.map((text) => ({ kind: "pre", text, block }));

const spans = (text: Line<string>, reading: Look, style: Span["style"]): readonly Span[] =>
  text.map((part) => toSpan(part, reading, style));

function toSpan(part: Inline<string>, reading: Look, style: Span["style"]): Span {
  if (typeof part === "string") return { text: tappable(prose(part), reading.published), style };
  if (part.kind === "time") return { text: formatClock(part.at, reading), style };
  if (part.kind === "code") return { text: part.text, style: "code" };
  return { text: tappable(prose(part.text), reading.published), style: "strong" };
}
