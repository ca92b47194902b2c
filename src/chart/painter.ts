import type { Block } from "../core/card.ts";
import type { History, HistorySource } from "../core/history.ts";
import type { Log } from "../core/log.ts";
import type { Rasterise } from "./png.ts";
import { writeSvg } from "./picture.ts";
import { writeSparklines } from "./sparkline.ts";
import { describe } from "./words.ts";

/** Draws histories. Where a machine cannot draw, there is the table instead of the picture, and a line in the log. */
export function createPainter(load: () => Promise<Rasterise>, log: Log): HistorySource["picture"] {
  let renderer: Promise<Rasterise> | null = null;
  return async (history: History): Promise<Block> => {
    const table = writeSparklines(history);
    try {
      renderer ??= load();
      const rasterise = await renderer;
      return { kind: "image", png: await rasterise(writeSvg(history)), alt: describe(history), otherwise: [table] };
    } catch (error) {
      const why = error instanceof Error ? error.message : "unknown error";
      log.warn({ gateway: history.gateway, why }, "the picture could not be drawn, a table is shown instead");
      return table;
    }
  };
}
