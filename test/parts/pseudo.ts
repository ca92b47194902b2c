import {
  isLiteralElement,
  isPluralElement,
  isSelectElement,
  parse,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser";
import { printAST } from "@formatjs/icu-messageformat-parser/printer.js";
import type { Block, Card, Line, Text } from "../../src/core/card.ts";
import { catalogueOf } from "../../src/words/languages.ts";
import { createVoiceOf, speakWith } from "../../src/words/speak.ts";

/** A sentence as no language has it: its own words between brackets, and longer by two fifths. */
export const toPseudo = (pattern: string): string =>
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the library declares its enum once a file
  printAST(parse(pattern, { ignoreTag: true }).map(mark));

function mark(element: MessageFormatElement): MessageFormatElement {
  if (isLiteralElement(element)) return { ...element, value: bracket(element.value) };
  if (!isPluralElement(element) && !isSelectElement(element)) return element;
  const options = Object.fromEntries(
    Object.entries(element.options).map(([name, one]) => [name, { ...one, value: one.value.map(mark) }]),
  );
  return { ...element, options };
}

const bracket = (words: string): string =>
  /\p{L}/u.test(words) ? `⟦${words}${"~".repeat(Math.ceil(words.length * 0.4))}⟧` : words;

const PATTERNS = Object.fromEntries(Object.entries(catalogueOf("en")).map(([id, pattern]) => [id, toPseudo(pattern)]));
/** Japanese joins a list without a word, so that none stands outside the brackets. */
const voice = createVoiceOf("ja", PATTERNS);

/** A card as a reader of no language sees it. */
export const speakPseudo = (card: Card): Card<string> => speakWith(card, voice);

/**
 * The letters of a card that come from no sentence of the catalogue. `names`: what comes from outside and stands in
 * it, as names do; ids and whatever else is set as code may always.
 */
export const looseWordsOf = (card: Card, names: readonly string[] = []): readonly string[] =>
  textsOf(speakPseudo(card)).flatMap((one) => looseIn(one, names));

/** The same of words that stand on no card. */
export const looseWordsIn = (text: Text, names: readonly string[] = []): readonly string[] =>
  looseWordsOf({ tone: "neutral", title: text, blocks: [] }, names);

function looseIn(spoken: string, names: readonly string[]): readonly string[] {
  const outside = spoken.replaceAll(/⟦[^⟧]*⟧/g, " ");
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const left = longestFirst.reduce((rest, name) => rest.replaceAll(name, " "), outside);
  return [...left.matchAll(/\p{L}[\p{L}'’-]*/gu)].map(([word]) => word);
}

const textsOf = ({ title, blocks, actions = [] }: Card<string>): readonly string[] => [
  title,
  ...blocks.flatMap(inBlock),
  ...actions.map(({ label }) => label),
];

function inBlock(block: Block<string>): readonly string[] {
  switch (block.kind) {
    case "text":
    case "heading":
    case "note":
      return [inLine(block.text)];
    case "list":
      return block.items.map(inLine);
    case "fields":
      return block.fields.flatMap(({ label, value }) => [label, inLine(value)]);
    case "table":
      return [...block.columns, ...block.rows.flat()];
    case "image":
      return [block.alt, ...(block.otherwise ?? []).flatMap(inBlock)];
    case "code":
      return [];
  }
}

const inLine = (line: Line<string>): string =>
  line.map((part) => (typeof part === "string" ? part : part.kind === "strong" ? part.text : " ")).join("");
