import { extname } from "node:path";
import { Worker } from "node:worker_threads";

/** Draws SVG as PNG, two pixels a unit, in a thread of its own. Rejects when the SVG cannot be read. */
export type Rasterise = (svg: string) => Promise<Uint8Array>;

/** How long a picture may take; a thread that takes longer is ended, and the next picture gets another one. */
const PATIENCE = 20_000;
/** A thread nobody needed for this long gives its memory back. */
const IDLE = 30_000;

/**
 * The renderer: a thread that begins with the first picture, draws one at a time, and keeps no process alive that
 * has nothing else to do.
 */
export function createRenderer(): Rasterise {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const end = (): void => {
    void worker?.terminate();
    worker = null;
  };
  const draw = async (svg: string): Promise<Uint8Array> => {
    clearTimeout(idle);
    worker ??= new Worker(new URL(`./thread${extname(import.meta.url)}`, import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
    });
    worker.ref();
    try {
      return await askFor(svg, worker);
    } catch (error) {
      end();
      throw error;
    } finally {
      worker?.unref();
      idle = setTimeout(end, IDLE).unref();
    }
  };
  return (svg) => {
    const drawn = last.then(() => draw(svg));
    last = drawn.catch(() => {});
    return drawn;
  };
}

function askFor(svg: string, worker: Worker): Promise<Uint8Array> {
  const answered = Promise.withResolvers<Uint8Array>();
  const late = setTimeout(() => answered.reject(new Error("the picture took too long")), PATIENCE);
  const message = (drawn: unknown): void => {
    if (drawn instanceof Uint8Array) answered.resolve(drawn);
    else answered.reject(new Error(typeof drawn === "string" ? drawn : "unknown error"));
  };
  const failed = (error: unknown): void => answered.reject(error);
  worker.once("message", message).once("error", failed);
  worker.postMessage(svg);
  return answered.promise.finally(() => {
    clearTimeout(late);
    worker.off("message", message).off("error", failed);
  });
}
