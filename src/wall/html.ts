import type { Block, Card, Inline, Language, Line, Text, Tone } from "../core/card.ts";
import { say } from "../words/say.ts";
import { speakText } from "../words/speak.ts";
import { visible } from "../words/visible.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text from elsewhere, safe between tags and in quoted attributes. */
export const escape = (text: string): string => visible(text).replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? "");

const WORDS = {
  critical: "wall.critical",
  warning: "wall.warning",
  good: "wall.good",
  unknown: "wall.unknown",
  neutral: "wall.neutral",
} as const satisfies Readonly<Record<Tone, string>>;

/** A text of our own in the reader's language, as HTML. */
export const spoken = (text: Text, language: Language): string => escape(speakText(text, language));

/** A tone as a word: its colour only repeats it, and no screen lacks the letters. */
export const writeSign = (tone: Tone, language: Language): string =>
  `<span class="sign ${tone}">${spoken(say(WORDS[tone]), language)}</span>`;

/** The blocks of a card. Headings begin at level 3, below the title of a section. */
export const writeBlocks = ({ blocks }: Pick<Card<string>, "blocks">): string => blocks.map(writeBlock).join("\n");

function writeBlock(block: Block<string>): string {
  switch (block.kind) {
    case "text":
      return `<p>${writeLine(block.text)}</p>`;
    case "note":
      return `<p class="note">${writeLine(block.text)}</p>`;
    case "heading":
      return `<h3>${writeLine(block.text)}</h3>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${writeLine(item)}</li>`).join("")}</ul>`;
    case "fields":
      return `<dl>${block.fields
        .map(({ label, value }) => `<div><dt>${escape(label)}</dt><dd>${writeLine(value)}</dd></div>`)
        .join("")}</dl>`;
    case "table":
      return writeTable(block.columns, block.rows);
    case "code":
      return `<pre tabindex="0">${escape(block.text)}</pre>`;
    case "image":
      return (block.otherwise ?? []).map(writeBlock).join("\n");
  }
}

function writeTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((name, index) =>
    name === "" && index === 0 ? "<td></td>" : `<th scope="col">${escape(name)}</th>`,
  );
  const body = rows.map(([first = "", ...cells]) => {
    const rest = cells.map((cell) => `<td>${escape(cell)}</td>`).join("");
    return `<tr><th scope="row">${escape(first)}</th>${rest}</tr>`;
  });
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

const writeLine = (line: Line<string>): string => line.map(writeInline).join("");

function writeInline(part: Inline<string>): string {
  if (typeof part === "string") return escape(part);
  switch (part.kind) {
    case "strong":
      return `<strong>${escape(part.text)}</strong>`;
    case "code":
      return `<code>${escape(part.text)}</code>`;
    case "time":
      return writeTime(part.at);
  }
}

/** In UTC as it is sent, and in the reader's own zone once the page has loaded. */
function writeTime(at: number): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}
