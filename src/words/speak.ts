import { parse, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { formatToParts, type Formatters } from "intl-messageformat";
import type { Block, Card, Inline, Language, Line, Message, SpokenCard, Text, Value } from "../core/card.ts";
import { catalogueOf } from "./languages.ts";
import { visible } from "./visible.ts";

type Spoken = Inline<string>;
/** How a message is put into words. */
export type Voice = (message: Message) => readonly Spoken[];

/** A card in the words of one language. */
export const speak = (card: Card, language: Language): SpokenCard => ({
  ...speakWith(card, createVoice(language)),
  language,
});

/** A text in the words of one language; what would stand out in it is plain. */
export const speakText = (text: Text, language: Language): string => toText(text, createVoice(language));

export const speakLine = (line: Line, language: Language): Line<string> => toLine(line, createVoice(language));

/** For logs, `--json` and whoever else is no reader of a card. */
export const english = (text: Text): string => speakText(text, "en");

/** In any voice. */
export function speakWith(card: Card, voice: Voice): Card<string> {
  const text = (one: Text): string => toText(one, voice);
  const { actions, ...rest } = card;
  return {
    ...rest,
    title: text(card.title),
    blocks: card.blocks.map((block) => toBlock(block, voice)),
    ...(actions && { actions: actions.map((action) => ({ ...action, label: text(action.label) })) }),
  };
}

function toBlock(block: Block, voice: Voice): Block<string> {
  const text = (one: Text): string => toText(one, voice);
  const line = (one: Line): Line<string> => toLine(one, voice);
  switch (block.kind) {
    case "text":
    case "heading":
    case "note":
      return { ...block, text: line(block.text) };
    case "list":
      return { ...block, items: block.items.map(line) };
    case "fields":
      return { ...block, fields: block.fields.map(({ label, value }) => ({ label: text(label), value: line(value) })) };
    case "table":
      return { ...block, columns: block.columns.map(text), rows: block.rows.map((row) => row.map(text)) };
    case "code":
      return { ...block, text: visible(block.text) };
    case "image": {
      const { otherwise, ...rest } = block;
      const shown = { ...rest, alt: text(block.alt) };
      return otherwise === undefined ? shown : { ...shown, otherwise: otherwise.map((one) => toBlock(one, voice)) };
    }
  }
}

const toLine = (line: Line, voice: Voice): Line<string> => join(line.flatMap((part) => toParts(part, voice)));

function toParts(part: Inline, voice: Voice): readonly Spoken[] {
  if (typeof part === "string") return [visible(part)];
  switch (part.kind) {
    case "message":
      return voice(part);
    case "strong":
      return [{ ...part, text: toText(part.text, voice) }];
    case "code":
      return [{ ...part, text: visible(part.text) }];
    case "time":
      return [part];
  }
}

function toText(text: Text, voice: Voice): string {
  return typeof text === "string" ? visible(text) : wordsOf(voice(text));
}

/** What a line says where nothing can stand out in it; instants are in ISO 8601. */
export const wordsOf = (line: Line<string>): string => line.map(toPlain).join("");

const toPlain = (part: Spoken): string =>
  typeof part === "string" ? part : part.kind === "time" ? new Date(part.at).toISOString() : part.text;

/** Neighbouring strings become one, so that a line is the same however it was put together. */
function join(parts: readonly Spoken[]): readonly Spoken[] {
  const joined: Spoken[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  return joined;
}

const voices = new Map<Language, Voice>();

function createVoice(language: Language): Voice {
  const known = voices.get(language);
  if (known) return known;
  const voice = createVoiceOf(language, catalogueOf(language));
  voices.set(language, voice);
  return voice;
}

/**
 * Made when a sentence counts by them. The library's own class asks in any case which locales numbers can be written for,
 * and what has to be loaded for the answer takes longer than all else that is said.
 */
const FORMATTERS: Formatters = {
  getNumberFormat: madeOnce((...how) => new Intl.NumberFormat(...how)),
  getDateTimeFormat: madeOnce((...how) => new Intl.DateTimeFormat(...how)),
  getPluralRules: madeOnce((...how) => new Intl.PluralRules(...how)),
};

/** One for each way in which sentences ask for it: to make one takes as long as to say a sentence. */
function madeOnce<How extends readonly unknown[], Made>(make: (...how: How) => Made): (...how: How) => Made {
  const made = new Map<string, Made>();
  return (...how) => {
    const key = JSON.stringify(how);
    const one = made.get(key) ?? make(...how);
    made.set(key, one);
    return one;
  };
}

/** No sentence has any of its own. */
const FORMATS = { number: {}, date: {}, time: {} };

/** A voice that says each sentence as `patterns` has it. `locale` counts, and joins lists. */
export function createVoiceOf(locale: string, patterns: Readonly<Record<string, string>>): Voice {
  const parsed = new Map<string, MessageFormatElement[]>();
  let lists: Intl.ListFormat | undefined;
  const elementsOf = (id: string, pattern: string): MessageFormatElement[] => {
    const known = parsed.get(id);
    if (known) return known;
    const elements = parse(pattern, { ignoreTag: true });
    parsed.set(id, elements);
    return elements;
  };
  const toValue = (value: Value): readonly Spoken[] => {
    if (typeof value === "number") return [String(value)];
    if (typeof value === "string" || "kind" in value) return toParts(value, inner);
    lists ??= new Intl.ListFormat(locale, { type: "conjunction" });
    return lists
      .formatToParts(value.map((_, index) => String(index)))
      .flatMap((part) => (part.type === "element" ? toValue(value[Number(part.value)] ?? "") : [part.value]));
  };
  /** Within another sentence: what cannot be said here leaves that one unsaid, too. */
  const inner: Voice = (message) => {
    const { id, values, otherwise } = message;
    const pattern = Object.hasOwn(patterns, id) ? patterns[id] : undefined;
    if (pattern === undefined) return otherwise === undefined ? giveUp(id) : [otherwise];
    const filled = Object.entries(values).map(
      ([name, value]) => [name, typeof value === "number" ? value : new Filling(toValue(value))] as const,
    );
    const parts = formatToParts<Filling>(
      elementsOf(id, pattern),
      locale,
      FORMATTERS,
      FORMATS,
      Object.fromEntries(filled),
    );
    return parts.flatMap((part): readonly Spoken[] =>
      typeof part.value === "string" ? [part.value] : part.value.parts,
    );
  };
  return (message) => {
    try {
      return inner(message);
    } catch {
      // Kept by another release: under an id that is gone, or with other values than the sentence takes now.
      return [message.otherwise ?? message.id];
    }
  };
}

function giveUp(id: string): never {
  throw new Error(`there is no sentence ${id}`);
}

/** An object, so that the library leaves it whole; as text where a sentence chooses by it. */
class Filling {
  readonly parts: readonly Spoken[];
  constructor(parts: readonly Spoken[]) {
    this.parts = parts;
  }
  toString(): string {
    return wordsOf(this.parts);
  }
}
