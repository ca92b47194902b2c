import { LANGUAGES, type Language } from "../core/card.ts";
import { requireBeside } from "../lib/require-beside.ts";
import { en } from "./en/index.ts";

type Catalogue = Readonly<Record<string, string>>;

const require = requireBeside(import.meta.url);
const de = (): typeof import("./de/index.ts") => require("./de/index");
const zhCn = (): typeof import("./zh-cn/index.ts") => require("./zh-cn/index");

const CATALOGUES: Readonly<Record<Language, () => Catalogue>> = {
  en: () => en,
  de: () => de().de,
  "zh-CN": () => zhCn().zhCn,
};

/** The sentences of a language, by their ids. Those that are not English are loaded when they are first wanted. */
export const catalogueOf = (language: Language): Catalogue => CATALOGUES[language]();

/** The language that serves a reader best, from a tag as chats and systems write it: `de-AT`, `zh_CN.UTF-8`. English where nothing fits. */
export function languageOf(tag: string | null | undefined): Language {
  const [wanted] = (tag ?? "").toLowerCase().split(/[-_.@]/);
  return LANGUAGES.find((language) => language.toLowerCase().split("-")[0] === wanted) ?? "en";
}
