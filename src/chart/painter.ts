import type { Block } from "../core/card.ts";
import type { History, HistorySource } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import { SECOND, type Instant } from "../core/time.ts";
import type { Rasterise } from "./png.ts";
import { writeSvg } from "./picture.ts";
import { writeSparklines } from "./sparkline.ts";
import { describe } from "./words.ts";

/** Whoever asks for the same picture this soon after another gets that one. */
const REUSED = 30 * SECOND;
/** Pictures that are drawn or wait; beyond, there is the table at once. */
const MOST_WAITING = 8;

/**
 * Draws histories, one at a time. Where a machine cannot draw, or too many wait already, there is the table instead
 * of the picture, and a line in the log.
 */
export function createPainter(rasterise: Rasterise, log: Log): HistorySource["picture"] {
  const drawn = new Map<string, { readonly to: Instant; readonly block: Promise<Block> }>();
  let waiting = 0;

  const draw = async (history: History): Promise<Block> => {
    const table = writeSparklines(history);
    waiting += 1;
    try {
      if (waiting > MOST_WAITING) throw new Error("too many pictures are asked for at once");
      const png = await rasterise(writeSvg(history));
      return { kind: "image", png, alt: describe(history), otherwise: [table] };
    } catch (error) {
      drawn.delete(keyOf(history));
      const why = error instanceof Error ? error.message : "unknown error";
      log.warn({ gateway: history.gateway, why }, "the picture could not be drawn, a table is shown instead");
      return table;
    } finally {
      waiting -= 1;
    }
  };

  return (history) => {
    const { to } = history.span;
    const known = drawn.get(keyOf(history));
    if (known && Math.abs(to - known.to) < REUSED) return known.block;
    for (const [key, one] of drawn) if (Math.abs(to - one.to) >= REUSED) drawn.delete(key);
    const block = draw(history);
    drawn.set(keyOf(history), { to, block });
    return block;
  };
}

const keyOf = ({ gateway, span }: History): string => `${gateway} ${span.to - span.from}`;
