import { LANGUAGES, type Language } from "../core/card.ts";

/** Longer, no browser asks. */
const LONGEST = 500;

/** The language a browser likes best of those there are, by `Accept-Language`; `otherwise` where it names none of them. */
export function readLanguage(header: string | undefined, otherwise: Language): Language {
  const wanted = (header ?? "").slice(0, LONGEST).split(",").map(readWish);
  const known = wanted
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => LANGUAGES.find((language) => language.split("-")[0] === tag) ?? []);
  return known[0] ?? otherwise;
}

function readWish(written: string): { readonly tag: string; readonly weight: number } {
  const [tag = "", weight = "1"] = written.toLowerCase().split(/\s*;\s*q=/);
  return { tag: tag.trim().split("-")[0] ?? "", weight: Number(weight) };
}
