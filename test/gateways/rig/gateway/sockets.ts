import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** Listens on a free port of 127.0.0.1 without keeping the process alive; resolves with the port. */
export async function listenOnLoopback(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("rig: listening on no port");
  return address.port;
}

export interface Leash {
  readonly port: number;
  /** Lets go: whatever still hangs on the leash ends itself. */
  drop(): void;
}

/**
 * A port that every process of a rig holds a connection to (see preload.mjs) and does not outlive: however the tests
 * end, the system closes the connection and no gateway is left behind.
 */
export async function startLeash(): Promise<Leash> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket);
    socket.unref().on("error", () => socket.destroy());
    socket.on("close", () => held.delete(socket));
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    drop: () => {
      server.close();
      for (const socket of held) socket.destroy();
    },
  };
}

/** Below the range from which systems hand out ports by themselves, so that no outgoing connection takes it meanwhile. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** A port nobody listens on, for a process that must be told its port. `random` in [0, 1). */
export async function findFreePort(random: () => number): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = FIRST_PORT + Math.floor(random() * PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error("rig: found no free port in a hundred tries");
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once("error", () => resolve(false));
  probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  return promise;
}
