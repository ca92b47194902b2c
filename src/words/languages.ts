import { LANGUAGES, type Language } from "../core/card.ts";
import { de } from "./de/index.ts";
import { en } from "./en/index.ts";
import { zhCn } from "./zh-cn/index.ts";

/** The sentences of each language, by their ids. */
export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, de, "zh-CN": zhCn };

/** The language that serves a reader best, from a tag as chats and systems write it: `de-AT`, `zh_CN.UTF-8`. English where nothing fits. */
export function languageOf(tag: string | null | undefined): Language {
  const [wanted] = (tag ?? "").toLowerCase().split(/[-_.@]/);
  return LANGUAGES.find((language) => language.toLowerCase().split("-")[0] === wanted) ?? "en";
}
