import type { Block, Language } from "../core/card.ts";
import type { History, HistorySource } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import { SECOND, type Instant } from "../core/time.ts";
import type { Rasterise } from "./png.ts";
import { writeSvg } from "./picture.ts";
import { writeSparklines } from "./sparkline.ts";
import { describe } from "./words.ts";
import { messageOf } from "../lib/message-of.ts";

/** Whoever asks for the same picture this soon after another gets that one. */
const REUSED = 30 * SECOND;
/** Pictures that are drawn or wait; beyond, there is the table at once. */
const MOST_WAITING = 8;

/**
 * Draws histories, one at a time. Where a machine cannot draw, or too many wait already, there is the table instead
 * of the picture, and a line in the log. `language`: of those whose own is unknown.
 */
export function createPainter(rasterise: Rasterise, log: Log, language: Language): HistorySource["picture"] {
  const drawn = new Map<string, { readonly to: Instant; readonly block: Promise<Block> }>();
  let waiting = 0;

  const draw = async (history: History, asked: Language): Promise<Block> => {
    const table = writeSparklines(history, asked);
    waiting += 1;
    try {
      if (waiting > MOST_WAITING) throw new Error("too many pictures are asked for at once");
      const png = await rasterise(writeSvg(history, asked));
      return { kind: "image", png, alt: describe(history, asked), otherwise: [table] };
    } catch (error) {
      drawn.delete(keyOf(history, asked));
      const why = messageOf(error);
      log.warn({ gateway: history.gateway, why }, "the picture could not be drawn, a table is shown instead");
      return table;
    } finally {
      waiting -= 1;
    }
  };

  return (history, asked = language) => {
    const { to } = history.span;
    const key = keyOf(history, asked);
    const known = drawn.get(key);
    if (known && Math.abs(to - known.to) < REUSED) return known.block;
    for (const [other, one] of drawn) if (Math.abs(to - one.to) >= REUSED) drawn.delete(other);
    const block = draw(history, asked);
    drawn.set(key, { to, block });
    return block;
  };
}

const keyOf = ({ gateway, span }: History, language: Language): string =>
  `${gateway} ${span.to - span.from} ${language}`;
