import { once } from "node:events";
import { createServer as createHttp, type RequestListener } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTls } from "node:tls";
import { X509Certificate } from "node:crypto";
import { WebSocketServer } from "ws";
import { createCertificate } from "../../gateways/rig/upstream/certificate.ts";

/** A server on a free port of 127.0.0.1 that is no gateway, or not quite. */
export interface OtherServer extends AsyncDisposable {
  readonly port: number;
}

async function open(server: Server): Promise<OtherServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  if (!server.listening) await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Accepts connections and never says a word. */
export const openMute = (): Promise<OtherServer> => open(createServer(() => {}));

/** Speaks WebSocket, and nothing over it. */
export async function openMuteSocket(): Promise<OtherServer> {
  const http = createHttp();
  const server = new WebSocketServer({ server: http });
  server.on("connection", (socket) => socket.on("error", () => {}));
  return open(http);
}

/** Answers HTTP, and takes no WebSocket. */
export function openHttp(answer: RequestListener): Promise<OtherServer> {
  const server = createHttp(answer);
  server.on("upgrade", (request, socket) => {
    socket.on("error", () => {});
    socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    request.resume();
  });
  return open(server);
}

export interface Encrypted extends OtherServer {
  /** SHA-256, as the gateway host shows it. */
  readonly fingerprint: string;
  /** PEM; self-signed, it is also the authority. */
  readonly cert: string;
}

/** The server at `port` again, behind TLS with a certificate it made itself. */
export async function openEncrypted(port: number, hosts: readonly string[] = ["localhost"]): Promise<Encrypted> {
  const { cert, key } = createCertificate(hosts, Date.now());
  const server = createTls({ cert, key }, (socket) => {
    const inner = connect(port, "127.0.0.1");
    socket.on("error", () => inner.destroy());
    inner.on("error", () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  server.on("tlsClientError", () => {});
  return { ...(await open(server)), fingerprint: new X509Certificate(cert).fingerprint256, cert };
}
