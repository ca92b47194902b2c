import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "../parts/ending.ts";

/** A way to a database that can be cut: connections stay open, and nothing comes through any more. Or it is only slow. */
export interface Cuttable {
  /** The address of the database by this way. */
  readonly url: string;
  cut(): void;
  /** What was cut ends; new connections come through. */
  mend(): void;
  /** Keeps back what comes, until it is let through. */
  pause(): void;
  resume(): void;
  /** From now on all that goes through takes so many milliseconds longer, in each direction. */
  slow(ms: number): void;
  /** How many connections were opened so far. */
  opened(): number;
}

export async function startCuttable(url: string): Promise<Cuttable> {
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(url);
  let [isCut, isPaused, opened, late] = [false, false, 0, 0];
  const between = createServer((near) => {
    opened += 1;
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isPaused) from.pause();
      from.on("error", () => {});
      const pass = (chunk: Buffer): void => void (isCut || to.destroyed || to.write(chunk));
      from.on("data", (chunk: Buffer) => (late === 0 ? pass(chunk) : void setTimeout(pass, late, chunk)));
      from.on("close", () => {
        sockets.delete(from);
        if (!isCut) to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    end();
    between.close();
  });
  const address = between.address();
  const through = new URL(url);
  through.port = String(typeof address === "object" && address !== null ? address.port : 0);
  return {
    url: through.href,
    cut: () => void (isCut = true),
    mend() {
      isCut = false;
      end();
    },
    pause() {
      isPaused = true;
      for (const socket of sockets) socket.pause();
    },
    resume() {
      isPaused = false;
      for (const socket of sockets) socket.resume();
    },
    slow: (ms) => void (late = ms),
    opened: () => opened,
  };
}
