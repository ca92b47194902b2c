import { sleep } from "../../lib/backoff.ts";

/** Work that goes on beside the update loop, so that one slow answer holds up no other. */
export interface Tasks {
  /** Starts work; what it rejects with goes to `onError`. */
  start(work: () => Promise<void>): void;
  /** Starts work after a pause; never when `signal` aborts before. Resolves once nothing of it is left. */
  after(ms: number, work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Resolves when nothing is left, or after `limit` milliseconds. */
  finish(limit: number): Promise<void>;
}

export function createTasks(onError: (error: unknown) => void): Tasks {
  const running = new Set<Promise<void>>();
  const run = (work: () => Promise<void>): Promise<void> => {
    const task = (async () => {
      try {
        await work();
      } catch (error) {
        onError(error);
      }
    })();
    running.add(task);
    void task.finally(() => running.delete(task));
    return task;
  };
  return {
    start: (work) => void run(work),
    after: (ms, work, signal) =>
      run(async () => {
        await sleep(ms, signal);
        if (!signal.aborted) await work();
      }),
    async finish(limit) {
      const done = new AbortController();
      await Promise.race([Promise.all(running), sleep(limit, done.signal)]);
      done.abort();
    },
  };
}
