import { setTimeout as pause } from "node:timers/promises";

/** Waits until `look` finds something; fails by name when it never does. For tests: no timing is asserted. */
export async function until<T>(what: string, look: () => T | undefined | false, within = 30_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(10);
  }
}
