/** Tells whoever listens; nobody has to. */
export interface Hints<T> {
  tell(hint: T): void;
  /** Returns what ends it. */
  listen(heard: (hint: T) => void): () => void;
}

export function createHints<T>(): Hints<T> {
  const listeners = new Set<(hint: T) => void>();
  return {
    tell(hint) {
      for (const heard of listeners) heard(hint);
    },
    listen(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}
