import { dayOf } from "../src/chart/clock.ts";
import { CHINESE } from "../src/chart/svg.ts";
import type { Language } from "../src/core/card.ts";
import { catalogueOf } from "../src/words/languages.ts";

/** Everything a picture may say in a language, but for names. */
export const wordsIn = (language: Language): string =>
  [
    ...Object.entries(catalogueOf(language)).flatMap(([id, words]) => (/^(?:chart|parts)\./.test(id) ? [words] : [])),
    ...Array.from({ length: 12 }, (_, month) => dayOf(Date.UTC(2026, month, 15), language)),
  ].join("");

const MARKS = "，。、；：？！（）《》「」【】";

/** The signs that the typeface of pictures has besides those of Inter. */
export const chineseSigns = (): readonly string[] =>
  [...new Set(`${wordsIn("zh-CN")}${MARKS}`)].filter((sign) => CHINESE.test(sign)).toSorted();
