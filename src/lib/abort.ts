/** What a wait ends with when its signal aborts first. */
export const ABORTED: unique symbol = Symbol("aborted");

/** Calls `act` when `signal` aborts, at once when it has. Returns what forgets it. */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) {
    act();
    return () => {};
  }
  const listener = (): void => act();
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** Waits for `work`, at most until `signal` aborts; how `work` ends after that is nobody's. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | typeof ABORTED> {
  const aborted = Promise.withResolvers<typeof ABORTED>();
  const forget = onAbort(signal, () => aborted.resolve(ABORTED));
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    forget();
    work.catch(() => {});
  }
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onAbort(signal, resolve);
  return promise;
}
