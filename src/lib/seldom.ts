/** Says when something is worth saying again: what is tried many times a minute fails as often. */
export type Seldom = (what: string) => number | null;

/** For the line of a log that says it again. */
export const andUnsaid = (unsaid: number): { readonly unsaid?: number } => (unsaid > 0 ? { unsaid } : {});

/**
 * For each `what`: how often it was not said since it was said last, where it may be said now; null where it was said less
 * than `every` (ms) ago. `steady`: milliseconds from some beginning, which only go forward.
 */
export function createSeldom(steady: () => number, every: number): Seldom {
  const said = new Map<string, { readonly at: number; readonly unsaid: number }>();
  return (what) => {
    const last = said.get(what);
    if (last !== undefined && steady() - last.at < every) {
      said.set(what, { ...last, unsaid: last.unsaid + 1 });
      return null;
    }
    said.set(what, { at: steady(), unsaid: 0 });
    return last?.unsaid ?? 0;
  };
}
