import { createCalls, REQUEST_TIMEOUT, type Calls } from "./calls.ts";
import { GatewayClientRequestError, GatewayClientRequestTimeoutError } from "@openclaw/gateway-client";
import { GatewayProtocolClient } from "@openclaw/gateway-client/browser";
import { readConnectErrorDetailCode } from "@openclaw/gateway-protocol/connect-error-details";
import { resolveGatewayStartupRetryAfterMs } from "@openclaw/gateway-protocol/startup-unavailable";
import { createDialer } from "../net/dialer.ts";
import { notServing } from "../lib/network-errors.ts";
import { createAllowance } from "./bounds/allowance.ts";
import { bounding } from "./bounds/frames.ts";
import { createWholeAnswers } from "./bounds/whole.ts";
import { keepToken, toCredentials, type Credentials } from "./credentials.ts";
import { HELLO, toHello, type Hello, type HelloFrame } from "./hello.ts";
import { createPulse } from "./pulse.ts";
import { openSocket, TOO_MUCH } from "./socket.ts";
import { createTheirClock } from "./their-clock.ts";
import type { Instant } from "../core/time.ts";
import { z } from "zod";
import { onAbort } from "../lib/abort.ts";
import { authoritiesOf, type ConnectOptions, type Endpoint } from "./endpoint.ts";

interface CloseInfo {
  readonly code: number;
  readonly reason: string;
}

export interface GatewayEvent {
  readonly event: string;
  readonly payload: unknown;
}

/** One socket after its hello. Never reconnects: the link decides what happens next. */
export interface Connection extends Calls {
  readonly url: string;
  readonly hello: Hello;
  readonly closed: Promise<CloseInfo>;
  /** What the gateway's own clock says; null where it does not tell. */
  now(): Instant | null;
  onEvent(listener: (event: GatewayEvent) => void): () => void;
  /** Frames that were not valid and were skipped. */
  skippedFrames(): number;
  close(): void;
}

const HANDSHAKE_TIMEOUT = 10_000;
/** How often a gateway says that it lives, where it does not tell. */
const TICK = 30_000;
/** A gateway that is starting says when to come again; so often it is believed. */
const MOST_STARTS = 20;
/** Every tick tells the time. */
const TIMED = z.object({ ts: z.number().positive() });
const CLOSE = { refused: 1008, starting: 1013, silent: 4000 } as const;

/** Opens one connection and waits for its hello; rejects with the reason as it was heard. */
export async function connect(endpoint: Endpoint, options: ConnectOptions, signal?: AbortSignal): Promise<Connection> {
  const { network } = options;
  const dialer = createDialer(network, authoritiesOf(endpoint));
  const choose = await dialer.prepare();
  const { allowance = createAllowance() } = options;
  const transport = { agent: choose(endpoint.url), allowPlainNames: network.allowPlainNames, allowance };
  const listeners = new Set<(event: GatewayEvent) => void>();
  const closed = Promise.withResolvers<CloseInfo>();
  const opened = Promise.withResolvers<Connection>();
  const over = new AbortController();
  const wholeAnswers = createWholeAnswers();
  const theirs = createTheirClock(() => performance.now());
  let skipped = 0;
  let starts = 0;

  const client = new GatewayProtocolClient<Credentials>({
    createSocket(handlers) {
      const bound = bounding({
        take: (frame) => handlers.message(frame),
        skip: () => (skipped += 1),
        refusalOf: (frame) => wholeAnswers.refusalOf(frame),
      });
      return openSocket(endpoint, transport, {
        ...handlers,
        message(frame, bytes) {
          allowance.settle(frame, bytes);
          bound(frame);
        },
      });
    },
    createRequestId() {
      const id = wholeAnswers.newId();
      allowance.ask(id);
      return id;
    },
    createRequestError: (error) => new GatewayClientRequestError(error),
    createRequestTimeoutError: (method, timeoutMs, requestSent) =>
      new GatewayClientRequestTimeoutError({ method, timeoutMs, requestSent }),
    handshake: { mode: "require-challenge", timeoutMs: HANDSHAKE_TIMEOUT },
    requestTimeoutMs: REQUEST_TIMEOUT,
    reconnect: { initialMs: 1_000, multiplier: 1, maxMs: 1_000 },
    notifyStoppedClose: true,
    buildConnectPlan({ nonce, challengeTs }) {
      if (typeof challengeTs === "number") theirs.told(challengeTs);
      return toCredentials(endpoint, options, { nonce, at: challengeTs });
    },
    buildConnectParams: ({ params }) => params,
    onConnectFailure(error, { plan }) {
      const again = resolveGatewayStartupRetryAfterMs(error);
      if (again !== null && (starts += 1) <= MOST_STARTS)
        return { closeCode: CLOSE.starting, closeReason: "gateway starting", reconnectDelayMs: again };
      plan.refused(readConnectErrorDetailCode(error.details));
      fail(error);
      return { closeCode: CLOSE.refused, closeReason: "connect failed" };
    },
    onConnectError: (error) => fail(error),
    onHello(frame) {
      const hello = HELLO.safeParse(frame);
      if (!hello.success) return fail(new Error("the gateway's hello cannot be read"));
      keepToken(endpoint, options.device, hello.data.auth ?? {});
      pulse.begin(hello.data.policy?.tickIntervalMs ?? TICK);
      opened.resolve(toConnection(hello.data));
    },
    onActivity: () => pulse.beat(),
    onEvent(frame) {
      const timed = frame.event === "tick" ? TIMED.safeParse(frame.payload) : null;
      if (timed?.success) theirs.told(timed.data.ts);
      for (const listener of listeners) listener({ event: frame.event, payload: frame.payload });
    },
    onParseError: () => (skipped += 1),
    // Only a gateway that said when to come again is called again from here.
    resolveClose: ({ connectFailure, code, reason }) =>
      connectFailure?.reconnectDelayMs === undefined
        ? { retry: false, notify: true, ...(code === TOO_MUCH.code && { pendingError: new ClosedEarly(code, reason) }) }
        : { retry: true, notify: false, reconnectDelayMs: connectFailure.reconnectDelayMs },
    onClose({ code, reason, connectFailure }, { notify }) {
      pulse.stop();
      if (!notify) return;
      over.abort();
      closed.resolve({ code, reason });
      fail(connectFailure?.error ?? new ClosedEarly(code, reason));
    },
  });
  const pulse = createPulse(
    () => client.hasPendingRequests,
    () => client.closeSocket(CLOSE.silent, "tick timeout"),
  );
  const toConnection = (hello: HelloFrame): Connection => ({
    url: endpoint.url,
    hello: toHello(hello),
    closed: closed.promise,
    now: () => theirs.now(),
    ...createCalls(async (method, params, how) => {
      await allowance.mayAsk(over.signal, ...(how.signal ? [how.signal] : []));
      const send = async () => {
        if (network.mayAct?.() === false) throw notServing();
        return client.request(method, params, how);
      };
      return options.whole?.has(method) ? wholeAnswers.ask(send) : send();
    }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    skippedFrames: () => skipped,
    close: () => client.stop(),
  });
  const fail = (error: Error): void => {
    opened.reject(error);
    client.stop();
  };
  const abort = () => fail(new Error("the connection was given up"));
  if (!signal?.aborted) client.start();
  const forget = signal ? onAbort(signal, abort) : () => {};
  closed.promise.then(forget, forget);
  return opened.promise;
}

/** The gateway closed the socket before it said hello. */
export class ClosedEarly extends Error {
  readonly code: number;
  constructor(code: number, reason: string) {
    super(`closed before hello (${code}${reason ? `: ${reason}` : ""})`);
    this.code = code;
  }
}
