import { SECOND } from "../../core/time.ts";
import { sleep } from "../../lib/backoff.ts";
import { createBucket } from "../../lib/bucket.ts";

const [KB, MB] = [1_000, 1_000_000];

/** What a frame costs besides its bytes, and a call besides its answer: as if they were so many bytes more. */
const COSTS = { frame: KB, call: 10 * KB } as const;

/**
 * What a gateway may send, at once and each second: thousands of small frames, many times what one with ten turns a second
 * has to tell. Of what it is asked, as much at once as a long record read for the first time; beyond, it is asked slowly.
 */
const ALLOWANCES = {
  unasked: { atOnce: 64 * MB, pause: SECOND / (4 * MB) },
  asked: { atOnce: 256 * MB, pause: SECOND / MB },
} as const;

/** Requests without an answer that are remembered; each call gives up after a while, and has others after it. */
const MOST_WAITING = 200;
/** An answer begins with its id; `ID` is all that is looked at of it. */
const ID = /"id":"([^"\\]{1,64})"/;
const HEAD = 300;

/** What one gateway may cost, over all connections that share it. */
export interface Allowance {
  /** So many bytes came. False once there was too much that nobody asked for. */
  hearBytes(count: number): boolean;
  /** A frame is complete. */
  readonly hearFrame: () => boolean;
  /** It is asked something, under this id. */
  ask(id: string): void;
  /** An answer that was waited for is not counted among what nobody asked for. */
  settle(frame: string, bytes: number): void;
  /** Resolves when it may be asked again, or when one of `signals` aborts. */
  mayAsk(...signals: readonly AbortSignal[]): Promise<void>;
}

export function createAllowance(now: () => number = () => performance.now(), allowances = ALLOWANCES): Allowance {
  const unasked = createBucket(allowances.unasked, now);
  const asked = createBucket(allowances.asked, now);
  const waiting = new Set<string>();
  const hear = (cost: number): boolean => {
    unasked.take(cost);
    return unasked.left() >= 0;
  };
  return {
    hearBytes: hear,
    hearFrame: () => hear(COSTS.frame),
    ask(id) {
      waiting.add(id);
      const [oldest] = waiting.size > MOST_WAITING ? waiting : [];
      if (oldest !== undefined) waiting.delete(oldest);
    },
    settle(frame, bytes) {
      const id = ID.exec(frame.slice(0, HEAD))?.[1];
      if (id === undefined || !waiting.delete(id)) return;
      unasked.give(bytes + COSTS.frame);
      asked.take(bytes + COSTS.call);
    },
    async mayAsk(...signals) {
      if (asked.owedFor() === 0) return;
      const signal = AbortSignal.any([...signals]);
      while (asked.owedFor() > 0 && !signal.aborted) await sleep(asked.owedFor(), signal);
    },
  };
}
