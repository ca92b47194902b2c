import { type Card, note } from "../../core/card.ts";
import { sleep } from "../../lib/backoff.ts";
import { readNewest } from "../../lib/newest.ts";

/** Milliseconds between two edits of one message; Discord allows about five in five seconds. */
const PAUSE = 1_000;

/**
 * Shows each card of a long command in place of the one before. Cards that come faster than Discord allows
 * are passed over, never the last. When the source breaks, the message says so instead of waiting for ever,
 * and the error is thrown.
 */
export async function followUpdates(
  first: Card,
  updates: AsyncIterable<Card>,
  show: (card: Card) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const newest = readNewest(updates);
  let shown = first;
  try {
    await sleep(PAUSE, signal);
    for (let card = await newest.next(signal); card !== undefined; card = await newest.next(signal)) {
      shown = card;
      await show(card);
      if (newest.drained()) return;
      await sleep(PAUSE, signal);
    }
  } catch (error) {
    await show(broken(shown));
    throw error;
  }
}

const broken = (card: Card): Card => ({
  tone: "critical",
  title: card.title,
  blocks: [...card.blocks, note("What this message reported on ended with an error; the log says more.")],
});
