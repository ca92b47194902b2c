import { sleep } from "../../lib/backoff.ts";

/** Telegram takes about one change a second to the same chat for a while, and 20 a minute in a group. */
const BRISK = { pause: 1_000, times: 5 } as const;
const STEADY_PAUSE = 3_000;

const pauseAfter = (shown: number): number => (shown < BRISK.times ? BRISK.pause : STEADY_PAUSE);

/**
 * Shows values as they come, at most one a second and fewer later on: of several that come meanwhile only the newest is shown,
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
    let pause = sleep(pauseAfter(0), signal);
    for (let shown = 1; await box.filled(); shown += 1) {
      await pause;
      const newest = box.take();
      if (newest === null || signal.aborted) return;
      await show(newest.value);
      pause = sleep(pauseAfter(shown), signal);
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
