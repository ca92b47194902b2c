import type { GatewayClient } from "@openclaw/gateway-client";
import { bounding } from "./frames.ts";

/**
 * Lets a client of the library see only what is within the limits. The library reads every frame as a whole and
 * has no place to look at one before; its socket is made by a method of its own, which is taken hold of here.
 */
export function boundFrames(client: GatewayClient, skip: () => void): void {
  const createSocket: unknown = Reflect.get(client, "createSocket");
  if (typeof createSocket !== "function") throw new Error("this release of the gateway client makes no sockets");
  Reflect.set(client, "createSocket", (handlers: Handlers): unknown =>
    Reflect.apply(createSocket, client, [
      { ...handlers, message: bounding({ take: (frame) => handlers.message(frame), skip }) },
    ]),
  );
}

/** What the library makes a socket with, as far as it concerns us. */
interface Handlers {
  readonly message: (frame: string) => void;
}
