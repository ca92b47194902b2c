import type { Instant } from "./time.ts";

/** How a card feels at a glance; platforms turn it into a colour or a symbol. */
export type Tone = "good" | "warning" | "critical" | "unknown" | "neutral";

/**
 * A sentence of the catalogue with what fills it. It gets its words where it is shown, in the language of whoever reads
 * it there, and it can be kept: then `otherwise` is its English, for a later release that has other words.
 */
export interface Message {
  readonly kind: "message";
  readonly id: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly otherwise?: string;
}

/** Words that are shown. Plain strings come from outside, as names do; sentences of our own are messages. */
export type Text = string | Message;

/** The English of a text as it is kept, for logs and messages of errors. */
export const keptEnglish = (text: Text): string => (typeof text === "string" ? text : (text.otherwise ?? text.id));

/** What fills a message. A list is joined as its language joins lists: `a, b and c`. */
export type Value = Inline | number | readonly Value[];

/**
 * A piece of a line. Plain strings are text and never markup: a platform escapes them, so whatever a
 * gateway sends is shown and never interpreted. With `string` for `T` it has its words: no message is left.
 */
export type Inline<T extends Text = Text> =
  | T
  | { readonly kind: "strong"; readonly text: T }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "time"; readonly at: Instant; readonly style: "relative" | "absolute" };

export type Line<T extends Text = Text> = readonly Inline<T>[];

export type Block<T extends Text = Text> =
  | { readonly kind: "text"; readonly text: Line<T> }
  | { readonly kind: "heading"; readonly text: Line<T> }
  | { readonly kind: "list"; readonly items: readonly Line<T>[] }
  | { readonly kind: "fields"; readonly fields: readonly { readonly label: T; readonly value: Line<T> }[] }
  | { readonly kind: "table"; readonly columns: readonly T[]; readonly rows: readonly (readonly T[])[] }
  | { readonly kind: "code"; readonly text: string }
  /** `otherwise` stands in for the picture where none can be shown, as in a terminal. */
  | { readonly kind: "image"; readonly png: Uint8Array; readonly alt: T; readonly otherwise?: readonly Block<T>[] }
  | { readonly kind: "note"; readonly text: Line<T> };

/** A button is a command to run later, by whoever presses it. */
export interface Action<T extends Text = Text> {
  readonly label: T;
  readonly style: "primary" | "danger" | "plain";
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** Pressing it agrees to what the card shows: where nobody can press, it is asked for in words. */
  readonly confirms?: true;
}

/** One message as data. Platforms render it; nothing above them knows markup or a language. */
export interface Card<T extends Text = Text> {
  readonly tone: Tone;
  readonly title: T;
  readonly blocks: readonly Block<T>[];
  readonly actions?: readonly Action<T>[];
  /** It says that what was asked for cannot be understood, or names something that is not there. */
  readonly unclear?: true;
}

/** The languages that people are answered in. */
export const LANGUAGES = ["en", "de", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A card in the words of one language, as platforms render it. */
export type SpokenCard = Card<string> & { readonly language: Language };

export const strong = <T extends Text>(text: T): Inline<T> => ({ kind: "strong", text });
export const code = (text: string): Inline<never> => ({ kind: "code", text });
export const ago = (at: Instant): Inline<never> => ({ kind: "time", at, style: "relative" });
export const when = (at: Instant): Inline<never> => ({ kind: "time", at, style: "absolute" });

export const text = (...line: Inline[]): Block => ({ kind: "text", text: line });
export const heading = (...line: Inline[]): Block => ({ kind: "heading", text: line });
export const note = (...line: Inline[]): Block => ({ kind: "note", text: line });
