import { stripVTControlCharacters, styleText } from "node:util";
import type { Block, Card, Inline, Line, Tone } from "../../core/card.ts";
import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../../core/time.ts";
import type { Numbered } from "./buttons.ts";
import { toPlain } from "./plain.ts";

export interface Look {
  readonly now: Instant;
  readonly color: boolean;
  /** Columns lines are wrapped at. */
  readonly width: number;
}

const SYMBOLS: Readonly<Record<Tone, string>> = { good: "✔", warning: "▲", critical: "✖", unknown: "?", neutral: "•" };
type Style = "bold" | "dim" | "green" | "yellow" | "red" | "magenta" | "cyan";

const COLORS: Readonly<Record<Tone, Style>> = {
  good: "green",
  warning: "yellow",
  critical: "red",
  unknown: "magenta",
  neutral: "cyan",
};

/** A card as text, ending in a line break. Actions are numbered, so that a number can press one: from 1, or as given. */
export function renderText(card: Card<string>, look: Look, numbered?: readonly Numbered[]): string {
  const title = paint(look, ["bold", COLORS[card.tone]], `${SYMBOLS[card.tone]} ${toPlain(card.title)}`);
  const blocks = card.blocks.map((block) => renderBlock(block, look));
  const buttons = numbered ?? (card.actions ?? []).map((action, index) => ({ number: index + 1, action }));
  const actions = buttons.map(({ number, action }) => `  [${number}] ${toPlain(action.label)}`);
  const pieces = [title, ...blocks, ...(actions.length > 0 ? [actions.join("\n")] : [])];
  return `${pieces.join("\n\n")}\n`;
}

function renderBlock(block: Block<string>, look: Look): string {
  switch (block.kind) {
    case "heading":
      return paint(look, ["bold"], renderLine(block.text, look));
    case "text":
      return wrap(renderLine(block.text, look), look.width);
    case "note":
      return paint(look, ["dim"], wrap(renderLine(block.text, look), look.width));
    case "list":
      return block.items.map((item) => wrap(`  - ${renderLine(item, look)}`, look.width, "    ")).join("\n");
    case "fields": {
      const widest = Math.max(...block.fields.map(({ label }) => label.length));
      return block.fields
        .map(({ label, value }) => {
          const start = `  ${paint(look, ["dim"], `${toPlain(label)}:`.padEnd(widest + 1))} `;
          return wrap(start + renderLine(value, look), look.width, " ".repeat(widest + 4));
        })
        .join("\n");
    }
    case "table":
      return renderTable(block.columns, block.rows);
    case "code":
      return block.text
        .split("\n")
        .map((line) => `    ${toPlain(line)}`)
        .join("\n");
    case "image":
      return block.otherwise
        ? block.otherwise.map((one) => renderBlock(one, look)).join("\n\n")
        : `[picture: ${toPlain(block.alt)}]`;
  }
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, index) => (index === 0 ? toPlain(cell).padEnd(widths[0] ?? 0) : toPlain(cell).padStart(widths[index] ?? 0))).join("  ")}`;
  return [columns, ...rows].map(line).join("\n");
}

const renderLine = (line: Line<string>, look: Look): string => line.map((part) => renderInline(part, look)).join("");

function renderInline(part: Inline<string>, look: Look): string {
  if (typeof part === "string") return toPlain(part);
  switch (part.kind) {
    case "strong":
      return paint(look, ["bold"], toPlain(part.text));
    case "code":
      return paint(look, ["cyan"], toPlain(part.text));
    case "time":
      return part.style === "relative" ? renderAgo(part.at, look.now) : renderWhen(part.at, look.now);
  }
}

function renderAgo(at: Instant, now: Instant): string {
  const distance = Math.abs(now - at);
  if (distance < 2 * SECOND) return "just now";
  const size =
    distance < 2 * MINUTE
      ? `${Math.round(distance / SECOND)} s`
      : distance < 2 * HOUR
        ? `${Math.round(distance / MINUTE)} min`
        : distance < 2 * DAY
          ? `${Math.round(distance / HOUR)} h`
          : `${Math.round(distance / DAY)} days`;
  return at > now ? `in ${size}` : `${size} ago`;
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** In the reader's own zone: the terminal's. The day is left out while it is today's. */
function renderWhen(at: Instant, now: Instant): string {
  const date = new Date(at);
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${time}`;
}

const paint = (look: Look, styles: readonly Style[], text: string): string =>
  look.color ? styleText([...styles], text, { validateStream: false }) : text;

/** Breaks at spaces; what is longer than a line stays whole. */
function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S) /)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && stripVTControlCharacters(longer).length > width) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line].join("\n");
}
