import { orAborted } from "./abort.ts";

/** The newest value of a source that may be faster than its reader. */
export interface Newest<T extends object> {
  /**
   * The newest value not yet taken, as soon as there is one; undefined when the source has ended or `signal`
   * aborts. Throws what the source threw, after the last value was taken.
   */
  next(signal: AbortSignal): Promise<T | undefined>;
  /** The newest value not yet taken, without waiting for one. */
  take(): T | undefined;
  /** True once the source has ended and its last value was taken. */
  drained(): boolean;
}

/** Begins to read at once, and forgets every value that a newer one overtakes. */
export function readNewest<T extends object>(source: AsyncIterable<T>): Newest<T> {
  const state: { value: T | undefined; end: { readonly error?: unknown } | undefined } = {
    value: undefined,
    end: undefined,
  };
  let bell = Promise.withResolvers<void>();

  async function read(): Promise<void> {
    for await (const value of source) {
      state.value = value;
      bell.resolve();
    }
  }
  read()
    .then(() => (state.end = {}))
    .catch((error: unknown) => (state.end = { error }))
    .finally(() => bell.resolve());

  function take(): T | undefined {
    const { value } = state;
    state.value = undefined;
    bell = Promise.withResolvers<void>();
    return value;
  }

  return {
    async next(signal) {
      if (state.value === undefined && state.end === undefined) await orAborted(bell.promise, signal);
      if (state.value === undefined && state.end !== undefined && "error" in state.end) throw state.end.error;
      return signal.aborted ? undefined : take();
    },
    take,
    drained: () => state.end !== undefined && state.value === undefined && !("error" in state.end),
  };
}
