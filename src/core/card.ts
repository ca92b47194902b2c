import type { Instant } from "./time.ts";

/** How a card feels at a glance; platforms turn it into a colour or a symbol. */
export type Tone = "good" | "warning" | "critical" | "unknown" | "neutral";

/**
 * A piece of a line. Plain strings are text and never markup: a platform escapes them, so whatever a
 * gateway sends is shown and never interpreted.
 */
export type Inline =
  | string
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "time"; readonly at: Instant; readonly style: "relative" | "absolute" };

export type Line = readonly Inline[];

export type Block =
  | { readonly kind: "text"; readonly text: Line }
  | { readonly kind: "heading"; readonly text: Line }
  | { readonly kind: "list"; readonly items: readonly Line[] }
  | { readonly kind: "fields"; readonly fields: readonly { readonly label: string; readonly value: Line }[] }
  | { readonly kind: "table"; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "code"; readonly text: string }
  /** `otherwise` stands in for the picture where none can be shown, as in a terminal. */
  | { readonly kind: "image"; readonly png: Uint8Array; readonly alt: string; readonly otherwise?: readonly Block[] }
  | { readonly kind: "note"; readonly text: Line };

/** A button is a command to run later, by whoever presses it. */
export interface Action {
  readonly label: string;
  readonly style: "primary" | "danger" | "plain";
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** Pressing it agrees to what the card shows: where nobody can press, it is asked for in words. */
  readonly confirms?: true;
}

/** One message as data. Platforms render it; nothing above them knows markup. */
export interface Card {
  readonly tone: Tone;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
  /** It says that what was asked for cannot be understood, or names something that is not there. */
  readonly unclear?: true;
}

export const strong = (text: string): Inline => ({ kind: "strong", text });
export const code = (text: string): Inline => ({ kind: "code", text });
export const ago = (at: Instant): Inline => ({ kind: "time", at, style: "relative" });
export const when = (at: Instant): Inline => ({ kind: "time", at, style: "absolute" });

export const text = (...line: Inline[]): Block => ({ kind: "text", text: line });
export const heading = (...line: Inline[]): Block => ({ kind: "heading", text: line });
export const note = (...line: Inline[]): Block => ({ kind: "note", text: line });
