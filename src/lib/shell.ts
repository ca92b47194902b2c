/** One word of a command for a shell: words that it takes as they are stay so, others are quoted. */
export const quote = (word: string): string =>
  /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
