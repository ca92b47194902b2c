/** A command that people copy into a shell. Whatever stands in it and came from elsewhere was checked. */
export type ShellCommand = string & { readonly [CHECKED]: true };
declare const CHECKED: unique symbol;

/** Words that a shell takes as they are. One that begins with a dash would be an option, and `..` leads elsewhere. */
const PLAIN = /^(?!-)(?!.*\.\.)[\w./:@-]{1,200}$/;
/** What can be shown on one line; the rest would do something to the terminal it is pasted into. */
const SHOWABLE = /^(?!-)(?!.*\.\.)[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;
/** Stands for a name that nobody should paste. */
const UNSHOWN = "<name>";

/** One word of a command for a shell: words that it takes as they are stay so, others are quoted. */
const quote = (word: string): string => {
  if (PLAIN.test(word)) return word;
  return SHOWABLE.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : UNSHOWN;
};

/** A tag for templates: each part is one word of the command, whatever stands in it. */
export const command = (words: TemplateStringsArray, ...parts: readonly string[]): ShellCommand =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is where it is checked
  words.reduce((all, word, index) => all + quote(parts[index - 1] ?? "") + word) as ShellCommand;
