import { sleep } from "../../lib/backoff.ts";

/** Telegram takes about one change a second to the same chat. */
const LEAST_PAUSE = 1_000;

/**
 * Shows values as they come, at most one a second: of several that come meanwhile only the newest is shown,
 * the last one always. Starts with a pause, since something was just shown. The source is read to its end
 * however slow `show` is, because reading it may be what drives the work. Rejects with the source's error.
 */
export async function follow<T>(
  source: AsyncIterable<T>,
  show: (value: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const box = createBox<T>();
  const read = async (): Promise<void> => {
    try {
      for await (const value of source) box.put(value);
    } finally {
      box.close();
    }
  };
  const write = async (): Promise<void> => {
    let pause = sleep(LEAST_PAUSE, signal);
    while (await box.filled()) {
      await pause;
      const newest = box.take();
      if (newest === null || signal.aborted) return;
      await show(newest.value);
      pause = sleep(LEAST_PAUSE, signal);
    }
  };
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const onAbort = (): void => {
    box.close();
    stop();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  await Promise.race([Promise.all([read(), write()]), stopped]);
  signal.removeEventListener("abort", onAbort);
}

interface Box<T> {
  /** Takes the place of a value that nobody took. */
  put(value: T): void;
  close(): void;
  /** Waits for a value; false once the box is closed and empty. */
  filled(): Promise<boolean>;
  take(): { readonly value: T } | null;
}

function createBox<T>(): Box<T> {
  let held: { readonly value: T } | null = null;
  let open = true;
  let news = Promise.withResolvers<void>();
  const nothingYet = (): boolean => held === null && open;
  const wake = (): void => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  return {
    put(value) {
      held = { value };
      wake();
    },
    close() {
      open = false;
      wake();
    },
    async filled() {
      while (nothingYet()) await news.promise;
      return held !== null;
    },
    take() {
      const taken = held;
      held = null;
      return taken;
    },
  };
}
