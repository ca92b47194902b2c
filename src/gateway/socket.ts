import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket as Connection } from "node:net";
import { TLSSocket } from "node:tls";
import { WebSocket, type RawData } from "ws";
import { isPrivateHost } from "../lib/private-address.ts";
import type { Allowance } from "./bounds/allowance.ts";
import type { Endpoint } from "./endpoint.ts";

/** What happens on a socket, as the protocol client wants to hear it. */
export interface SocketHandlers {
  open(): void;
  message(data: string, bytes: number): void;
  close(code: number, reason: string): void;
  error(error: Error): void;
}

export interface Socket {
  isOpen(): boolean;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export interface SocketOptions {
  readonly agent: Agent;
  /** Takes a host name for one of a private network, where encryption is not demanded. */
  readonly allowPlainNames: boolean;
  readonly allowance: Pick<Allowance, "hearBytes" | "hearFrame">;
}

/** What a close is told as that was ours: the other end sent too much. */
export const TOO_MUCH = { code: 4009, reason: "sends too much" } as const;

/** A connection that is not made, or not gone on with: it would not be safe. */
export class Unsafe extends Error {
  readonly code: "PIN_MISMATCH" | "PIN_UNUSABLE" | "PIN_WITHOUT_TLS" | "PLAIN_IN_PUBLIC";
  constructor(code: Unsafe["code"]) {
    super(code);
    this.name = "Unsafe";
    this.code = code;
  }
}

/** The other end answered in HTTP instead of going over to a WebSocket. */
export class UpgradeRefused extends Error {
  readonly status: number;
  /** The beginning of what it said. */
  readonly body: string;
  constructor(status: number, body: string) {
    super(`the upgrade to a WebSocket was refused (HTTP ${status})`);
    this.name = "UpgradeRefused";
    this.status = status;
    this.body = body;
  }
}

const MOST_BYTES = 25 * 1024 * 1024;
const HANDSHAKE = 15_000;
/** For the other end to agree to the close; a dead one never does. */
const FAREWELL = 250;
const BODY = { most: 2_048, within: 1_000 } as const;

/** Opens the socket of one connection. Throws {@link Unsafe}, and what `ws` says to an address that is none. */
export function openSocket(endpoint: Endpoint, options: SocketOptions, handlers: SocketHandlers): Socket {
  checkEncryption(endpoint, options);
  const pin = endpoint.tlsFingerprint === null ? null : toFingerprint(endpoint.tlsFingerprint);
  if (pin === "") throw new Unsafe("PIN_UNUSABLE");
  let reached = false;
  const socket = new WebSocket(endpoint.url, {
    agent: options.agent,
    maxPayload: MOST_BYTES,
    // No gateway compresses; a few bytes of one that did would be megabytes here.
    perMessageDeflate: false,
    // One frame a turn: a flood of small ones, or of pings, would keep the thread for as long as the system hands it out.
    allowSynchronousEvents: false,
    handshakeTimeout: HANDSHAKE,
    ...(pin !== null && { rejectUnauthorized: false }),
    finishRequest(request: ClientRequest) {
      request.once("socket", (connection) => {
        if (!connection.connecting) reached = true;
        else connection.once("connect", () => (reached = true));
        if (pin !== null) sendIfPinned(request, connection, pin);
      });
      if (pin === null) request.end();
    },
  });
  socket.binaryType = "nodebuffer";
  const tell = async (request: ClientRequest, response: IncomingMessage): Promise<void> => {
    handlers.error(new UpgradeRefused(response.statusCode ?? 0, await readBeginning(response)));
    request.destroy();
    socket.close();
  };
  let ended: { readonly code: number; readonly reason: string } | null = null;
  let refused = false;
  const { allowance } = options;
  const hear = (isWithin: () => boolean): void => {
    if (ended === TOO_MUCH || isWithin()) return;
    ended = TOO_MUCH;
    socket.terminate();
  };
  socket.on("upgrade", ({ socket: wire }) =>
    // Not before the library listens as well: it would miss what comes first.
    socket.once("open", () => wire.on("data", (piece: Buffer) => hear(() => allowance.hearBytes(piece.length)))),
  );
  socket.on("open", () => handlers.open());
  for (const frame of ["ping", "pong"]) socket.on(frame, () => hear(allowance.hearFrame));
  socket.on("message", (data) => {
    hear(allowance.hearFrame);
    if (ended === TOO_MUCH) return;
    const message = toBuffer(data);
    handlers.message(message.toString("utf8"), message.length);
  });
  socket.on("unexpected-response", (request, response) => {
    refused = true;
    void tell(request, response);
  });
  socket.on("error", (error) => {
    if (refused) return;
    // The library's limit is for all of it, and its words are the same whether somebody took the connection or not.
    const isNobody = !reached && /handshake has timed out/.test(error.message);
    handlers.error(isNobody ? Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" }) : error);
  });
  // Where the other end says nothing, what we said ourselves is the reason.
  socket.on("close", (code, reason) =>
    code === 1006 && ended !== null
      ? handlers.close(ended.code, ended.reason)
      : handlers.close(code, reason.toString()),
  );
  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (data) => socket.send(data),
    close(code, reason) {
      if (code !== undefined) ended ??= { code, reason: reason ?? "" };
      socket.close(code, reason);
      setTimeout(() => socket.terminate(), FAREWELL).unref();
    },
  };
}

function checkEncryption({ url, tlsFingerprint }: Endpoint, { allowPlainNames }: SocketOptions): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === "wss:") return;
  if (tlsFingerprint !== null) throw new Unsafe("PIN_WITHOUT_TLS");
  const isName = !/^\[|^[\d.]+$/.test(hostname);
  if (!isPrivateHost(hostname) && !(allowPlainNames && isName)) throw new Unsafe("PLAIN_IN_PUBLIC");
}

/** 64 small hexadecimal digits; empty when it is no SHA-256 fingerprint. */
function toFingerprint(text: string): string {
  const digits = text
    .trim()
    .replace(/^sha256[:/]/i, "")
    .replaceAll(":", "")
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : "";
}

/** The request, and the token that follows it, is sent only once the certificate is seen to be the right one. */
function sendIfPinned(request: ClientRequest, connection: Connection, pin: string): void {
  if (!(connection instanceof TLSSocket)) return void request.destroy(new Unsafe("PIN_MISMATCH"));
  const compare = (): void => {
    if (request.destroyed) return;
    const shown = toFingerprint(connection.getPeerCertificate().fingerprint256 ?? "");
    if (shown === pin) request.end();
    else request.destroy(new Unsafe("PIN_MISMATCH"));
  };
  if (isShakingHands(connection)) connection.once("secureConnect", compare);
  else compare();
}

/** The types do not tell of it; the library relies on it as well. */
const isShakingHands = (socket: TLSSocket): boolean => Reflect.get(socket, "secureConnecting") === true;

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

async function readBeginning(response: IncomingMessage): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= BODY.most) resolve();
  });
  for (const event of ["end", "error", "close"]) response.once(event, () => resolve());
  const timer = setTimeout(resolve, BODY.within);
  await promise;
  clearTimeout(timer);
  response.destroy();
  return Buffer.concat(chunks).subarray(0, BODY.most).toString("utf8");
}
