import type { Block } from "../core/card.ts";
import type { History, HistorySource } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import { loadRenderer, type Rasterise } from "./png.ts";
import { writeSvg } from "./picture.ts";
import { writeSparklines } from "./sparkline.ts";
import { describe } from "./words.ts";

/** Draws histories. A machine without a renderer gets the table instead of the picture, and one line in the log. */
export function createPainter(log: Log): HistorySource["picture"] {
  let renderer: Promise<Rasterise | null> | null = null;

  const load = (): Promise<Rasterise | null> =>
    loadRenderer().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : "unknown error";
      log.warn({ why }, "pictures cannot be drawn on this machine: tables are shown instead");
      return null;
    });

  return async (history: History): Promise<Block> => {
    renderer ??= load();
    const rasterise = await renderer;
    const table = writeSparklines(history);
    if (rasterise === null) return table;
    return { kind: "image", png: await rasterise(writeSvg(history)), alt: describe(history), otherwise: [table] };
  };
}
