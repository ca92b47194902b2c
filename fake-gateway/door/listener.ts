import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setImmediate as nextRound } from "node:timers/promises";
import { WebSocketServer, type WebSocket } from "ws";

/** A WebSocket server on 127.0.0.1 that can stop listening and take its port again. */
export interface Listener {
  readonly port: number;
  /** New clients find the port closed; those that are connected stay. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
}

/** `port` 0 takes any free one. Rejects when the port is taken. */
export async function listen(port: number, onClient: (socket: WebSocket) => void): Promise<Listener> {
  let server = await open(port, onClient);
  const taken = portOf(server);
  let listening = true;
  return {
    port: taken,
    async refuse() {
      if (!listening) return;
      listening = false;
      // Its callback would wait for every client to go; the port is free one round later.
      server.close();
      await nextRound();
    },
    async accept() {
      if (listening) return;
      server = await open(taken, onClient);
      listening = true;
    },
  };
}

/** The real gateway's own limit; larger frames are refused with close code 1009. */
const MAX_PAYLOAD = 26_214_400;

async function open(port: number, onClient: (socket: WebSocket) => void): Promise<WebSocketServer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port, maxPayload: MAX_PAYLOAD, clientTracking: false });
  server.on("connection", (socket: WebSocket) => onClient(socket));
  await once(server, "listening");
  return server;
}

function portOf(server: WebSocketServer): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the embedded gateway has no port");
  return address.port;
}
