import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  parse,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat } from "intl-messageformat";
import { expect, it } from "vitest";
import { LANGUAGES } from "../../../src/core/card.ts";
import { catalogueOf, languageOf } from "../../../src/words/languages.ts";
import { speakText } from "../../../src/words/speak.ts";

const ROOT = join(import.meta.dirname, "../../..");
const ENGLISH = catalogueOf("en");
const IDS = Object.keys(ENGLISH);

/** The arguments of a sentence, with what each of them chooses between; the branches of a plural differ by language. */
const argumentsOf = (pattern: string): readonly string[] =>
  [...new Set(within(parse(pattern, { ignoreTag: true })))].toSorted();

const within = (elements: readonly MessageFormatElement[]): readonly string[] =>
  elements.flatMap((element) => {
    if (isLiteralElement(element) || isPoundElement(element) || isTagElement(element)) return [];
    const options = isSelectElement(element) || isPluralElement(element) ? element.options : {};
    const branches = Object.values(options).flatMap(({ value }) => within(value));
    const choices = isSelectElement(element) ? Object.keys(options).toSorted() : [];
    return [[element.value, ...choices].join(" "), ...branches];
  });

/** What a sentence counts. */
const counted = (pattern: string): ReadonlySet<string> =>
  new Set([...pattern.matchAll(/\{(\w+), plural/g)].map(([, name = ""]) => name));

it.each(LANGUAGES)("every sentence can be read in %s, and takes what its English takes", (language) => {
  for (const id of IDS) {
    const own = argumentsOf(catalogueOf(language)[id] ?? "");
    expect({ id, takes: own }).toEqual({ id, takes: argumentsOf(ENGLISH[id] ?? "") });
  }
});

it.each(LANGUAGES)("every sentence of %s is said as the whole library says it", (language) => {
  for (const [id, pattern] of Object.entries(catalogueOf(language)))
    for (const count of [0, 1, 1234]) {
      const fill = ([name = "", first]: readonly string[]) => [
        name,
        first ?? (counted(pattern).has(name) ? count : `<${name}>`),
      ];
      const values = Object.fromEntries(argumentsOf(pattern).map((one) => fill(one.split(" "))));
      const said = new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true }).format(values);
      expect({ id, said: speakText({ kind: "message", id, values }, language) }).toEqual({ id, said });
    }
});

it.each(LANGUAGES)("no sentence of %s is empty, or has blanks at its ends", (language) => {
  for (const id of IDS) {
    const sentence = catalogueOf(language)[id] ?? "";
    expect({ id, sentence: sentence.trim() }).toEqual({ id, sentence });
    expect({ id, isEmpty: sentence === "" }).toEqual({ id, isEmpty: false });
  }
});

/** What plurals choose between, but for exact numbers. */
const categoriesOf = (elements: readonly MessageFormatElement[]): readonly string[] =>
  elements.flatMap((element) => {
    if (!isSelectElement(element) && !isPluralElement(element)) return [];
    const own = isPluralElement(element) ? Object.keys(element.options).filter((name) => !name.startsWith("=")) : [];
    return [...own, ...Object.values(element.options).flatMap(({ value }) => categoriesOf(value))];
  });

it.each(LANGUAGES)("no plural of %s has a branch that this language never takes", (language) => {
  const known = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  const unreachable = IDS.filter((id) =>
    categoriesOf(parse(catalogueOf(language)[id] ?? "", { ignoreTag: true })).some((one) => !known.has(one)),
  );
  expect(unreachable).toEqual([]);
});

it("every sentence is said somewhere, under its id as it stands", () => {
  const files = globSync(["src/**/*.ts", "commands/*.ts", "commands/**/*.ts"], { cwd: ROOT });
  const code = files
    .filter((file) => !/^src[\\/]words[\\/][^\\/]+[\\/]/.test(file))
    .map((file) => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");
  expect(IDS.filter((id) => !code.includes(`"${id}"`))).toEqual([]);
});

it("no id stands for two sentences", () => {
  const files = globSync("src/words/en/*.ts", { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), "utf8"));
  const ids = files.flatMap((code) => [...code.matchAll(/^ {2}"([a-z0-9.-]+)":/gm)].map(([, id]) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  expect(new Set(ids)).toEqual(new Set(IDS));
});

it("an id names its area and its sentence", () => {
  expect(IDS.filter((id) => !/^[a-z][a-z0-9-]*\.[a-z0-9.-]+$/.test(id))).toEqual([]);
});

it.each([
  ["de", "de"],
  ["de-AT", "de"],
  ["de_DE.UTF-8", "de"],
  ["zh-CN", "zh-CN"],
  ["zh-hans", "zh-CN"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["C.UTF-8", "en"],
  ["", "en"],
  ["__proto__", "en"],
  [undefined, "en"],
] as const)("whoever reads %s is answered in %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});
