/**
 * Whether the name an answer gives itself is that of the model that was asked. `same`: the names are equal, or the
 * answer adds what providers add to a name (a date, a build, a stage). `unsure`: it adds nothing but a version, which
 * may complete a short name or name a later model. `other`: it says anything else.
 */
export type NameVerdict = "same" | "unsure" | "other";

/** Dates (`2026-03-05`, `20250514`, `0613`, `05-06` behind a stage) and builds (`001`, `v2`). */
const STAMP = /^(?:\d{3,8}|v\d{1,3})$/;
const SHORT = /^\d{1,2}$/;
const YEAR = /^20\d\d$/;
/** Names of stages, which come and go without another model. */
const STAGE: ReadonlySet<string> = new Set(["latest", "preview", "beta", "exp", "experimental", "stable"]);

/** `asked` is an id as it is configured, `said` the name in the answer; a path before a name is no part of it. */
export function compareNames(asked: string, said: string): NameVerdict {
  if (asked === said) return "same";
  const [wanted, told] = [wordsOf(asked), wordsOf(said)];
  const isOrdered = told.slice(0, wanted.length).join() === wanted.join();
  const rest = isOrdered ? told.slice(wanted.length) : without(told, wanted);
  if (rest === null) return "other";
  if (withoutStamps(rest).length === 0) return "same";
  return withoutStamps(rest).every((word) => SHORT.test(word)) ? "unsure" : "other";
}

/** Some providers put the words of a name in another order (`claude-4-5-sonnet`); null where one is missing. */
function without(told: readonly string[], wanted: readonly string[]): readonly string[] | null {
  const rest = [...told];
  for (const word of wanted) {
    const index = rest.indexOf(word);
    if (index < 0) return null;
    rest.splice(index, 1);
  }
  return rest;
}

/** A month and a day belong to the year before them, or to the stage. */
function withoutStamps(words: readonly string[]): readonly string[] {
  const left: string[] = [];
  let daysLeft = 0;
  for (const word of words) {
    if (YEAR.test(word) || STAGE.has(word)) daysLeft = 2;
    else if (SHORT.test(word) && daysLeft > 0) daysLeft -= 1;
    else if (!STAMP.test(word)) left.push(word);
  }
  return left;
}

/** `us.anthropic.claude-sonnet-4-5-20250929-v1:0` and `models/gemini-3-pro` name a place before the model. */
const wordsOf = (id: string): readonly string[] =>
  id
    .slice(id.lastIndexOf("/") + 1)
    .replace(/^(?:[a-z]{2,12}\.){1,2}(?=[a-z])/i, "")
    .replace(/-v\d{1,2}:\d{1,2}$/, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
