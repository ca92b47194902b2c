import type { WebSocket } from "ws";
import type { Instant } from "../../src/core/time.ts";
import { isRefusal, type Guest } from "./handshake.ts";
import type { Refusal } from "./refusals.ts";
import { notConnect } from "./refusals.ts";
import { describeIssues, REQUEST_FRAME, type Answer, type ReceivedRequest } from "./wire.ts";
import type { Json } from "../json.ts";
import { asObject } from "../json.ts";

/** What one socket needs from the gateway behind it. */
export interface Host {
  now(): Instant;
  /** Properties of the challenge beside nonce and time. */
  readonly challenge: Json;
  decide(params: unknown, nonce: string): Guest | Refusal;
  hello(guest: Guest, connection: string): Json;
  /** Null means that no answer will ever come. */
  call(request: ReceivedRequest, guest: Guest): Promise<Answer | null>;
  received(request: ReceivedRequest): void;
}

export interface Connection {
  readonly id: string;
  guest(): Guest | null;
  event(event: string, payload: Json): void;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** The longest reason a close frame can carry, in bytes. */
const REASON = 120;

/** One client: challenge, connect, then requests in any order. Events are numbered for each connection. */
export function openConnection(socket: WebSocket, id: string, nonce: string, host: Host): Connection {
  let guest: Guest | null = null;
  let seq = 0;
  const send = (data: string | Uint8Array): void => {
    if (socket.readyState === socket.OPEN) socket.send(data);
  };
  const sendJson = (frame: object): void => send(JSON.stringify(frame));
  const close = (code: number, reason: string): void => socket.close(code, Buffer.from(reason).subarray(0, REASON));
  const respond = (request: string, answer: Answer): void => {
    const { later, ...told } = { later: undefined, ...answer };
    sendJson({ type: "res", id: request, ...told });
    void later?.then(
      (second) => respond(request, second),
      () => {},
    );
  };

  const greet = (request: ReceivedRequest): void => {
    const decision = request.method === "connect" ? host.decide(request.params, nonce) : notConnect();
    if (!isRefusal(decision)) {
      guest = decision;
      respond(request.id, { ok: true, payload: host.hello(decision, id) });
      return;
    }
    respond(request.id, { ok: false, error: decision.error });
    close(decision.close, decision.reason ?? decision.error.message);
  };

  const onMessage = async (text: string): Promise<void> => {
    const parsed = parseJson(text);
    const frame = REQUEST_FRAME.safeParse(parsed);
    if (!frame.success) {
      if (guest === null) close(1000, "");
      else if (parsed !== undefined) respond(idOf(parsed), invalidFrame(describeIssues(frame.error)));
      return;
    }
    const request = { connection: id, id: frame.data.id, method: frame.data.method, params: frame.data.params };
    host.received(request);
    if (guest === null) return greet(request);
    const answer = await host.call(request, guest);
    if (answer !== null) respond(request.id, answer);
  };

  socket.on("message", (data) => void onMessage(textOf(data)));
  socket.on("error", () => {});
  sendJson({ type: "event", event: "connect.challenge", payload: { nonce, ts: host.now(), ...host.challenge } });
  return {
    id,
    guest: () => guest,
    send,
    close,
    event(event, payload) {
      seq += 1;
      sendJson({ type: "event", event, payload, seq });
    },
    terminate: () => socket.terminate(),
  };
}

const invalidFrame = (why: string): Answer => ({
  ok: false,
  error: { code: "INVALID_REQUEST", message: `invalid request frame: ${why}` },
});

const idOf = (frame: unknown): string => {
  const { id } = asObject(frame);
  return typeof id === "string" ? id : "invalid";
};

function textOf(data: WebSocket.RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
