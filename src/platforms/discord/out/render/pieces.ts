import type { Block, Line } from "../../../../core/card.ts";
import { cutLine, cutText, renderLine, splitLine } from "./line.ts";
import { LIMITS } from "./limits.ts";
import { harmlessCode, unbroken } from "./plain.ts";
import { renderTable } from "./table.ts";

/** What an embed is packed from, in reading order. Rows of one `fence` share a code block. */
export type Piece =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "row"; readonly text: string; readonly fence: number }
  | { readonly kind: "field"; readonly name: string; readonly value: string; readonly inline: boolean }
  | { readonly kind: "image"; readonly block: number };

/** Small enough that a few always fit side by side, so little is lost where a message is full. */
const LONGEST_LINE = 1000;
const LONGEST_INLINE_VALUE = 48;

export const toPieces = (blocks: readonly Block<string>[]): readonly Piece[] => blocks.flatMap(piecesOf);

function piecesOf(block: Block<string>, index: number): readonly Piece[] {
  switch (block.kind) {
    case "text":
      return lines(block.text);
    case "heading":
      return prefixed("### ", oneLiner(block.text));
    case "note":
      return prefixed("-# ", oneLiner(block.text));
    case "list":
      return block.items.flatMap((item) => prefixed("- ", oneLiner(item)));
    case "fields":
      return block.fields.flatMap((field) => fieldPieces(field.label, oneLiner(field.value)));
    case "table":
      return rows(renderTable(block.columns, block.rows), index);
    case "code":
      return rows(harmlessCode(block.text).split("\n"), index);
    case "image":
      return [{ kind: "image", block: index }];
  }
}

const lines = (line: Line<string>): readonly Piece[] =>
  splitLine(line, LONGEST_LINE).map((text) => ({ kind: "line", text }));

/** The mark before the first piece; what had to be cut goes on below without it. */
const prefixed = (mark: string, line: Line<string>): readonly Piece[] =>
  splitLine(line, LONGEST_LINE).map((text, index) => ({ kind: "line", text: index === 0 ? mark + text : text }));

const rows = (texts: readonly string[], fence: number): readonly Piece[] =>
  texts.flatMap((text) => cutText(text, LONGEST_LINE)).map((text) => ({ kind: "row", text, fence }));

/** A value too long for a field is shown below its label instead of being cut. */
function fieldPieces(label: string, value: Line<string>): readonly Piece[] {
  const rendered = renderLine(value).trim();
  if (rendered.length > LIMITS.fieldValue) return [...prefixed("", [{ kind: "strong", text: label }]), ...lines(value)];
  const name = cutLine([label], LIMITS.fieldName).trim();
  const inline = rendered.length <= LONGEST_INLINE_VALUE;
  return [{ kind: "field", name: name === "" ? "\u200b" : name, value: rendered === "" ? "—" : rendered, inline }];
}

/** Where markup covers one line only, the reader's line breaks become spaces. */
const oneLiner = (line: Line<string>): Line<string> =>
  line.map((part) => (typeof part === "string" ? unbroken(part) : part));
