/** What a wait ends with when its signal aborts first. */
export const ABORTED: unique symbol = Symbol("aborted");

/** Waits for `work`, at most until `signal` aborts; how `work` ends after that is nobody's. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | typeof ABORTED> {
  if (signal.aborted) {
    work.catch(() => {});
    return ABORTED;
  }
  const { promise, resolve } = Promise.withResolvers<typeof ABORTED>();
  const abort = (): void => resolve(ABORTED);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
    work.catch(() => {});
  }
}
