import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again; true once `condition` holds, false when `limitMs` have passed. Rejects when `signal` aborts. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { everyMs, limitMs }: { readonly everyMs: number; readonly limitMs: number },
  signal?: AbortSignal,
): Promise<boolean> {
  const limit = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() >= limit) return false;
    await pause(everyMs, undefined, signal === undefined ? {} : { signal });
  }
  return true;
}
