import { createServer, connect, type Socket } from "node:net";
import { listenOnLoopback } from "../rig/gateway/sockets.ts";
import type { Reach } from "./environment.ts";

/** A network between the companion and a gateway, which can be cut and mended. */
export interface Wire extends Reach, Disposable {
  /** Ends every connection at once, without a goodbye, and lets no new one through. */
  cut(): void;
  mend(): void;
}

export async function startWire({ url, token }: Reach): Promise<Wire> {
  const port = Number(new URL(url).port);
  const held = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ host: "127.0.0.1", port });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      held.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        held.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const own = await listenOnLoopback(server);
  const cut = (): void => {
    whole = false;
    for (const socket of held) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${own}`,
    token,
    cut,
    mend: () => {
      whole = true;
    },
    [Symbol.dispose]: () => {
      cut();
      server.close();
    },
  };
}
