import { z } from "zod";
import type { Log } from "../../../core/log.ts";
import type { PlatformMemory } from "../../../core/platform.ts";
import { createSerial } from "../../../lib/serial.ts";

/** Which updates were dealt with, and how often others were begun, by this process and by those before it. */
export interface Dealt {
  has(update: number): boolean;
  /** It was dealt with, and is passed over by whoever fetches it once more; by other processes where it is `kept`. */
  add(update: number, kept: boolean): void;
  /**
   * To be called before updates are seen to that another process may have begun. Resolves to how often each was;
   * which of them were dealt with is known then. Never rejects.
   */
  begin(updates: readonly number[]): Promise<ReadonlyMap<number, number>>;
}

const NAME = "telegram dealt with";

/** Telegram hands out a hundred at once, and no more are fetched before the first of them is confirmed. */
const MOST = 200;

const Kept = z.object({ done: z.array(z.number()), begun: z.array(z.tuple([z.number(), z.number()])) });
type Kept = z.infer<typeof Kept>;

/** Without a `memory` it is forgotten with the process. */
export function createDealt({
  memory,
  log,
}: {
  readonly memory: PlatformMemory | undefined;
  readonly log: Log;
}): Dealt {
  const done = new Set<number>();
  const inTurn = createSerial();
  let isOwed = false;
  /** Resolves to what was kept before. */
  const keep = async (beginning: readonly number[]): Promise<Kept> => {
    let before: Kept = { done: [], begun: [] };
    await memory?.revise(NAME, (text) => {
      before = read(text);
      const begun = new Map(before.begun);
      for (const update of beginning) begun.set(update, (begun.get(update) ?? 0) + 1);
      return JSON.stringify({
        done: [...new Set([...before.done, ...done])].slice(-MOST),
        begun: [...begun].slice(-MOST),
      });
    });
    return before;
  };
  const fail = (error: unknown): void =>
    log.warn({ error: String(error) }, "telegram: which updates were dealt with could not be kept");

  return {
    has: (update) => done.has(update),
    add(update, kept) {
      done.add(update);
      const [oldest] = done;
      if (done.size > MOST && oldest !== undefined) done.delete(oldest);
      // What waits for its turn keeps this one, too.
      if (!kept || isOwed) return;
      isOwed = true;
      const work = (): Promise<unknown> => {
        isOwed = false;
        return keep([]);
      };
      void inTurn(work).catch(fail);
    },
    async begin(updates) {
      try {
        const before = await inTurn(() => keep(updates));
        for (const update of before.done) done.add(update);
        return new Map(before.begun);
      } catch (error) {
        fail(error);
        return new Map();
      }
    },
  };
}

/** What nobody can read is written anew. */
function read(text: string | null): Kept {
  try {
    return Kept.parse(JSON.parse(text ?? ""));
  } catch {
    return { done: [], begun: [] };
  }
}
