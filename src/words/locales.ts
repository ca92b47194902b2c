import type { Language } from "../core/card.ts";

/** How dates, times and numbers are written in each language. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE", "zh-CN": "zh-CN" };
