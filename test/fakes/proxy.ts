import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A proxy as companies have them: it connects by CONNECT alone, and looks up names itself. */
export interface FakeProxy extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** `host:port` of every connection it was asked for, in order. */
  readonly asked: readonly string[];
}

export interface FakeProxyOptions {
  /** Names it knows, and where they lead: port of 127.0.0.1. Others are answered with 502. */
  readonly names?: Readonly<Record<string, number>>;
  /** `user:password` without which it connects nobody. */
  readonly signIn?: string;
}

export async function startFakeProxy({ names = {}, signIn }: FakeProxyOptions = {}): Promise<FakeProxy> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  const track = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  };
  server.on("connection", track);
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const { host, port } = readTarget(request.url ?? "");
    asked.push(`${host}:${port}`);
    if (signIn !== undefined && request.headers["proxy-authorization"] !== `Basic ${btoa(signIn)}`)
      return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    const target = names[host];
    if (target === undefined) return void socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    const far = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(far).pipe(socket);
    });
    track(far);
    far.on("error", () => socket.destroy());
    socket.on("close", () => far.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function readTarget(text: string): { readonly host: string; readonly port: string } {
  const { hostname, port } = new URL(`connect://${text}`);
  return { host: hostname, port };
}
