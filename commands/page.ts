import { say } from "../src/words/say.ts";

/** `2`, `#2`, `page 2`: null where it means no page. */
function pageOf(typed: string): number | null {
  const [, number] = /^(?:page\s*)?(?:#|no\.?\s*)?([1-9]\d{0,5})\.?$/i.exec(typed.trim()) ?? [];
  return number === undefined ? null : Number(number);
}

/** The option of a command that tells more than one page. */
export const pageOption = { description: say("option.page"), takes: (typed: string) => pageOf(typed) !== null };

/** The page that is wanted; the first one where none is. */
export const readPage = (typed: string | undefined): number => pageOf(typed ?? "") ?? 1;
