/** What a column of JSON holds; null where it is damaged. */
export function readJson(kept: string): unknown {
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}
