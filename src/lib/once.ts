/** Gives the same copy of a text each time it is said: what is parsed has a copy for each place where it stands. */
export function createOnce(): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    kept.set(text, text);
    return text;
  };
}
