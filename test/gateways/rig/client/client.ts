import { at } from "../json.ts";
import { type Claim, type Device, proveDevice } from "./device.ts";
import { challenge, type EventFrame, type Frame, readFrame, type Reply } from "./frames.ts";

export const ALL_SCOPES = [
  "operator.admin",
  "operator.read",
  "operator.write",
  "operator.approvals",
  "operator.pairing",
] as const;

export interface ClientOptions {
  readonly url: string;
  readonly token: string;
  /** Without a device newer releases silently strip all scopes. */
  readonly device?: Device;
  readonly scopes: readonly string[];
}

/** A connection a gateway said hello on. Speaks protocol 3 and 4. */
export interface GatewayClient {
  /** With `final`, waits past the "accepted" of a method that answers twice. Rejects when the connection ends. */
  request(method: string, params: object, final?: "final", signal?: AbortSignal): Promise<Reply>;
  /** Hears every event until `signal` aborts. */
  listen(heard: (frame: EventFrame) => void, signal: AbortSignal): void;
  /** Aborted, with the reason, when the connection has ended. */
  readonly closed: AbortSignal;
  close(): void;
}

interface Waiting {
  readonly final: boolean;
  readonly resolve: (reply: Reply) => void;
}

/** Connects once. Rejects when nobody listens, when the gateway refuses the hello, or when `signal` aborts. */
export async function connectClient(options: ClientOptions, signal: AbortSignal): Promise<GatewayClient> {
  const socket = new WebSocket(options.url);
  const waiting = new Map<string, Waiting>();
  const listeners = new Set<(frame: EventFrame) => void>();
  const ended = new AbortController();
  const challenged = Promise.withResolvers<unknown>();
  let serial = 0;

  function dispatch(frame: Frame): void {
    if (frame.type === "event") {
      if (frame.event === "connect.challenge") challenged.resolve(frame.payload);
      for (const heard of listeners) heard(frame);
      return;
    }
    const asked = waiting.get(frame.id);
    if (asked === undefined) return;
    if (asked.final && frame.ok && at(frame.payload, "status") === "accepted") return;
    waiting.delete(frame.id);
    asked.resolve(frame.ok ? { ok: true, payload: frame.payload } : { ok: false, error: frame.error });
  }

  socket.addEventListener("message", ({ data }) => {
    try {
      dispatch(readFrame(String(data)));
    } catch (cause) {
      ended.abort(new Error("rig: the gateway said something that is not in its protocol", { cause }));
      socket.close();
    }
  });
  socket.addEventListener("close", ({ code, reason }) =>
    ended.abort(new Error(`connection closed: ${code} ${reason}`)),
  );
  socket.addEventListener("error", () => ended.abort(new Error("connection failed")));

  const client: GatewayClient = {
    request(method, params, final, signal) {
      const id = `rig-${(serial += 1)}`;
      const reply = Promise.withResolvers<Reply>();
      waiting.set(id, { final: final === "final", resolve: reply.resolve });
      socket.send(JSON.stringify({ type: "req", id, method, params }));
      return untilAborted(reply.promise, ended.signal, signal);
    },
    listen(heard, signal) {
      listeners.add(heard);
      signal.addEventListener("abort", () => listeners.delete(heard), { once: true });
    },
    closed: ended.signal,
    close: () => socket.close(),
  };

  try {
    const asked = challenge.parse(await untilAborted(challenged.promise, ended.signal, signal));
    const hello = await client.request("connect", connectParams(options, asked), undefined, signal);
    if (!hello.ok) throw new Error(`rig: the gateway refused the hello: ${hello.error.code} ${hello.error.message}`);
    return client;
  } catch (cause) {
    socket.close();
    throw cause;
  }
}

function connectParams({ token, device, scopes }: ClientOptions, asked: { nonce: string; ts: number }): object {
  const claim: Claim = {
    clientId: "gateway-client",
    mode: "backend",
    role: "operator",
    scopes,
    token,
    platform: process.platform,
  };
  return {
    minProtocol: 3,
    maxProtocol: 4,
    client: { id: claim.clientId, mode: claim.mode, version: "1.0.0", platform: claim.platform },
    role: claim.role,
    scopes,
    caps: [],
    auth: { token },
    ...(device === undefined ? {} : { device: proveDevice(device, claim, asked) }),
  };
}

/** The promise, or a rejection with the reason of the first signal that aborts. */
function untilAborted<T>(promise: Promise<T>, ...signals: readonly (AbortSignal | undefined)[]): Promise<T> {
  const first = AbortSignal.any(signals.filter((signal) => signal !== undefined));
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(first.reason);
  if (first.aborted) abort();
  else first.addEventListener("abort", abort, { once: true });
  return Promise.race([promise, aborted.promise]).finally(() => first.removeEventListener("abort", abort));
}
