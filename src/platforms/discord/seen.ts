/** Remembers the last `most` ids: after a resume Discord repeats what it is not sure we heard. */
export function createSeen(most: number): { isNew(id: string): boolean } {
  const ids = new Set<string>();
  return {
    isNew(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > most && oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
