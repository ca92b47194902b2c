import type { Language } from "../../../core/card.ts";
import { say } from "../../../words/say.ts";
import { speakText } from "../../../words/speak.ts";
import { escapeHtml } from "./escape.ts";
import { EMPTY_ROW, type Row, type Span } from "./rows.ts";

const TAGS: Readonly<Record<Span["style"] | "pre", readonly [open: string, close: string]>> = {
  plain: ["", ""],
  strong: ["<b>", "</b>"],
  soft: ["<i>", "</i>"],
  code: ["<code>", "</code>"],
  pre: ["<pre>", "</pre>"],
};

/** Below this, a long line starts in the next message instead of leaving a stub in this one. */
const LEAST_STUB = 200;

/**
 * Pours rows into messages of at most `limitOf(index)` UTF-16 units, counted over the finished HTML and so
 * never less than what Telegram counts. Tags are closed in every message; a surrogate pair is never parted;
 * messages that would look empty, which Telegram refuses, are left out. After `most` messages the rest is dropped
 * and the last one says so in `language`, in up to 50 units on top of its limit.
 */
export function toMessages(
  rows: readonly Row[],
  language: Language,
  limitOf: (index: number) => number,
  most: number,
): readonly string[] {
  const messages: string[] = [];
  const waiting = rows.toReversed();
  while (waiting.length > 0 && messages.length < most) {
    const html = renderRows(fill(waiting, limitOf(messages.length)));
    if (!looksEmpty(html)) messages.push(html);
  }
  const last = messages.pop();
  if (last === undefined) return messages;
  if (waiting.length === 0) return [...messages, last];
  return [...messages, `${last}\n<i>${escapeHtml(speakText(say("chats.shortened"), language))}</i>`];
}

/** Takes the rows of one message off the end of `waiting`; a row that was cut leaves its rest there. */
function fill(waiting: Row[], limit: number): readonly Row[] {
  const taken: Row[] = [];
  let room = limit;
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const joint = costOfJoint(taken.at(-1), row);
    if (joint + costOf(row) <= room) {
      taken.push(row);
      room -= joint + costOf(row);
      continue;
    }
    const fresh = taken.length === 0;
    const fitsAlone = costOf(row) + costOfJoint(undefined, row) <= limit;
    const [head, tail] = !fresh && (fitsAlone || room < LEAST_STUB) ? [undefined, row] : cutRow(row, room - joint);
    waiting.push(tail);
    if (head) return [...taken, head];
    return leaveHeadings(taken, waiting);
  }
  return taken;
}

/** What announces the rows that found no room goes with them, unless nothing else would be left. */
function leaveHeadings(taken: readonly Row[], waiting: Row[]): readonly Row[] {
  const kept = taken.findLastIndex((row) => !blank(row) && !isHeading(row)) + 1;
  if (kept === 0) return taken;
  waiting.push(...taken.slice(kept).toReversed());
  return taken.slice(0, kept);
}

const isHeading = (row: Row): boolean =>
  row.kind === "line" &&
  (row.spans.every(({ style }) => style === "strong") || /[:：]\s*$/.test(row.spans.map(({ text }) => text).join("")));

const tagsLength = (style: keyof typeof TAGS): number => TAGS[style][0].length + TAGS[style][1].length;
const spanCost = (span: Span): number => tagsLength(span.style) + escapeHtml(span.text).length;

const costOf = (row: Row): number =>
  row.kind === "pre" ? escapeHtml(row.text).length : row.spans.reduce((sum, span) => sum + spanCost(span), 0);

const sameBlock = (a: Row | undefined, b: Row): boolean => a?.kind === "pre" && b.kind === "pre" && a.block === b.block;

function costOfJoint(before: Row | undefined, row: Row): number {
  const newline = before === undefined ? 0 : 1;
  return newline + (row.kind === "pre" && !sameBlock(before, row) ? tagsLength("pre") : 0);
}

function cutRow(row: Row, room: number): readonly [head: Row | undefined, tail: Row] {
  if (row.kind === "pre") {
    const at = cutPoint(row.text, room);
    return [
      { ...row, text: row.text.slice(0, at) },
      { ...row, text: row.text.slice(at) },
    ];
  }
  const head: Span[] = [];
  let left = room;
  for (const [index, span] of row.spans.entries()) {
    if (spanCost(span) <= left) {
      head.push(span);
      left -= spanCost(span);
      continue;
    }
    const at = cutPoint(span.text, left - tagsLength(span.style));
    if (at > 0) head.push({ ...span, text: span.text.slice(0, at) });
    const rest = [{ ...span, text: span.text.slice(at) }, ...row.spans.slice(index + 1)];
    return [head.length > 0 ? { kind: "line", spans: head } : undefined, { kind: "line", spans: rest }];
  }
  return [row, EMPTY_ROW];
}

/** How many units of `text` fit into `room` once escaped; behind a space when there is one nearby. */
function cutPoint(text: string, room: number): number {
  let at = 0;
  let used = 0;
  for (const sign of text) {
    used += escapeHtml(sign).length;
    if (used > room) break;
    at += sign.length;
  }
  const space = text.slice(0, at).search(/\s\S*$/) + 1;
  return at < text.length && space > at * 0.7 ? space : at;
}

const blank = (row: Row | undefined): boolean =>
  row?.kind === "line" && row.spans.every(({ text }) => text.trim() === "");

function renderRows(rows: readonly Row[]): string {
  const first = rows.findIndex((row) => !blank(row));
  const last = rows.findLastIndex((row) => !blank(row));
  return rows
    .slice(Math.max(first, 0), last + 1)
    .map((row, index, all) => (index === 0 ? "" : "\n") + renderRow(all[index - 1], row, all[index + 1]))
    .join("");
}

function renderRow(before: Row | undefined, row: Row, after: Row | undefined): string {
  if (row.kind === "line") return row.spans.map(renderSpan).join("");
  const open = sameBlock(before, row) ? "" : TAGS.pre[0];
  const close = after !== undefined && sameBlock(row, after) ? "" : TAGS.pre[1];
  return open + escapeHtml(row.text) + close;
}

const renderSpan = ({ text, style }: Span): string => TAGS[style][0] + escapeHtml(text) + TAGS[style][1];

const looksEmpty = (html: string): boolean =>
  !/[^\s\p{C}\p{Z}\u115F\u1160\u3164]/u.test(html.replaceAll(/<[^>]*>/g, ""));
