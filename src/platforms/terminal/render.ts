import { stripVTControlCharacters, styleText } from "node:util";
import type { Block, Inline, Language, Line, Message, SpokenCard, Tone } from "../../core/card.ts";
import { countColumns } from "../../lib/clip.ts";
import { DAY, HOUR, MINUTE, SECOND, type Instant } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { speakText } from "../../words/speak.ts";
import type { Numbered } from "./buttons.ts";
import { toPlain } from "./plain.ts";

/** What a card's text depends on besides the card. */
interface Asked {
  readonly now: Instant;
  readonly color: boolean;
  /** Columns lines are wrapped at. */
  readonly width: number;
}

interface Look extends Asked {
  readonly language: Language;
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
export function renderText(card: SpokenCard, asked: Asked, numbered?: readonly Numbered[]): string {
  const look: Look = { ...asked, language: card.language };
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
      const widest = Math.max(...block.fields.map(({ label }) => countColumns(label)));
      return block.fields
        .map(({ label, value }) => {
          const start = `  ${paint(look, ["dim"], padTo(`${toPlain(label)}:`, widest + 1))} `;
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
        : `[${speakText(say("chats.picture-of", { alt: toPlain(block.alt) }), look.language)}]`;
  }
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    Math.max(countColumns(column), ...rows.map((row) => countColumns(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, index) => padTo(toPlain(cell), (index === 0 ? 1 : -1) * (widths[index] ?? 0))).join("  ")}`;
  return [columns, ...rows].map(line).join("\n");
}

/** With blanks behind it; before it where `columns` is below zero. */
function padTo(text: string, columns: number): string {
  const blanks = " ".repeat(Math.max(0, Math.abs(columns) - countColumns(text)));
  return columns < 0 ? blanks + text : text + blanks;
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
      return part.style === "relative"
        ? speakText(sayAgo(part.at, look.now), look.language)
        : renderWhen(part.at, look.now);
  }
}

function sayAgo(at: Instant, now: Instant): Message {
  const distance = Math.abs(now - at);
  if (distance < 2 * SECOND) return say("parts.just-now");
  const length =
    distance < 2 * MINUTE
      ? say("parts.seconds", { count: Math.round(distance / SECOND) })
      : distance < 2 * HOUR
        ? say("parts.minutes", { count: Math.round(distance / MINUTE) })
        : distance < 2 * DAY
          ? say("parts.hours", { count: Math.round(distance / HOUR) })
          : say("parts.since-days", { count: Math.round(distance / DAY) });
  return at > now ? say("parts.ahead", { length }) : say("parts.ago", { length });
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

/** Before a blank, and in Chinese before any sign that may begin a line. */
const BREAKS = /(?<=\S)(?= )|(?<=[\p{Script=Han}\u3000-\u303F\uFF01-\uFF60])(?=[\p{Script=Han}\p{L}\p{N}“（])/u;

/** Breaks lines; what is longer than one and has no place to break stays whole. */
function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.split(BREAKS)) {
    if (line !== "" && countColumns(stripVTControlCharacters(line + piece)) > width) {
      lines.push(line);
      line = indent + piece.replace(/^ /, "");
    } else line += piece;
  }
  return [...lines, line].join("\n");
}
