/** Sequences a terminal obeys, as programs colour their words: nothing of them was ever to be read. */
// oxlint-disable-next-line no-control-regex -- controls are exactly what is looked for
const SEQUENCES = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[@-Z\\-_]/g;
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;
/** What holds one sign together that is made of several, such as a family; anywhere else it hides between letters. */
const JOINED = String.raw`(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})`;
/** Controls, and what Unicode has for turning, joining, hiding and marking text: no reader sees any of it. */
const UNSEEN = String.raw`[[\p{Cc}\p{Cf}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029]--[\n\t\uFE0E\uFE0F]]`;
const HIDDEN = new RegExp(`(?:(?!${JOINED})${UNSEEN})+`, "gv");

/**
 * Text from anywhere as it may be shown anywhere: the one filter before cards, terminals, logs and pages. Nothing
 * vanishes silently: what could make a line read differently from what it says becomes a visible U+FFFD, however much
 * of it there is. Line breaks and tabs stay. Doing it twice changes nothing.
 */
export const visible = (text: string): string =>
  text.toWellFormed().replaceAll(SEQUENCES, "").replaceAll(BREAKS, "\n").replaceAll(HIDDEN, "\uFFFD");

const ESCAPED = new RegExp(UNSEEN, "gv");

/** JSON that says the same and holds nothing of the kind: JSON itself escapes a part of it. */
export const visibleJson = (json: string): string =>
  json.replaceAll(ESCAPED, (char) =>
    Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
