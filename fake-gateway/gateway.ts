import { randomUUID } from "node:crypto";
import type { Clock } from "../src/core/time.ts";
import { MINUTE } from "../src/core/time.ts";
import { mayHear } from "./door/access.ts";
import { openConnection, type Connection } from "./door/connection.ts";
import { createDevices } from "./door/devices.ts";
import { createDispatch } from "./methods/dispatch.ts";
import { createFaults, type Faults } from "./methods/faults.ts";
import { decide, type Door } from "./door/handshake.ts";
import { tellHello } from "./door/hello.ts";
import { at, type Json } from "./json.ts";
import { listen } from "./door/listener.ts";
import type { Methods } from "./methods/method.ts";
import type { PlayedTurn } from "./world/play.ts";
import { createReads } from "./methods/reads.ts";
import type { Recording } from "./recording.ts";
import { createRestarts, type RestartHabit } from "./world/restarts.ts";
import { createRuns } from "./methods/runs.ts";
import type { ReceivedRequest } from "./door/wire.ts";
import { createWorld } from "./world/world.ts";
import { createWrites } from "./methods/writes.ts";

export interface EmbeddedGatewayOptions {
  readonly recording: Recording;
  /** The recording to follow once the configuration sends the primary model the right way. */
  readonly repaired?: Recording | undefined;
  readonly token: string;
  readonly clock: Clock;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /**
   * `token`: everybody is on this host, devices are let in silently. `pairing`: an operator approves devices;
   * `first-pairing`: only what they ask for later on.
   */
  readonly auth?: Door["auth"];
  /** What a client without a device gets of the scopes it asks for; by default what the release would give. */
  readonly scopes?: "kept" | "stripped";
  /** By default the one protocol the release speaks. */
  readonly protocol?: { readonly min: number; readonly max: number };
  /** Milliseconds between the newest recorded turn and now; five minutes by default. */
  readonly newestTurnAgo?: number;
  /** Whether a played turn takes the time it took. By default it is told at once. */
  readonly pace?: "recorded" | "instant";
  /** How the restart after `config.patch` happens where the release restarts; `as-announced` by default. */
  readonly restarts?: RestartHabit;
  /** Milliseconds between two `tick` events; by default what the release promises. */
  readonly tickEvery?: number;
  readonly newId?: () => string;
  /** Methods that no recording tells of. */
  readonly more?: Methods;
}

/** A gateway inside this process that speaks the real protocol and behaves as one was recorded. */
export interface EmbeddedGateway extends Pick<Faults, "hang" | "fail"> {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Every request received, in order, `connect` included. */
  readonly requests: readonly ReceivedRequest[];
  /** Connections that have said hello. */
  clients(): number;
  /** Plays one more recorded turn; in the recorded session unless another is named. */
  playTurn(options?: { readonly session?: string; readonly like?: number }): Promise<PlayedTurn>;
  /** Lets a waiting device in; false when nobody waits under this id. */
  approve(requestId: string): boolean;
  /** `shutdown`, then close 1012; the port stays open. */
  restart(): void;
  /** Cuts every connection without a word. */
  drop(): void;
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** Sends every client what no gateway should send. */
  sendGarbage(): void;
  /** The log begins anew, as at midnight. */
  rollLog(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const GARBAGE = [
  "not json",
  "",
  "{",
  "null",
  '{"type":"nope"}',
  '{"type":"event"}',
  '{"type":"res","id":"nobody-asked","ok":true}',
];

export async function startEmbeddedGateway(options: EmbeddedGatewayOptions): Promise<EmbeddedGateway> {
  const { recording, clock, token, newId = randomUUID, auth = "token" } = options;
  const world = createWorld({ ...options, newestTurnAgo: options.newestTurnAgo ?? 5 * MINUTE });
  const over = new AbortController();
  const connections = new Map<string, Connection>();
  const requests: ReceivedRequest[] = [];
  const faults = createFaults();

  const emit = (event: string, payload: Json): void => {
    for (const connection of connections.values()) {
      const guest = connection.guest();
      if (guest && mayHear(event, guest.scopes, recording.version)) connection.event(event, payload);
    }
  };
  const closeAll = (code: number, reason: string): void => {
    for (const connection of connections.values()) connection.close(code, reason);
  };
  const restart = (): void => {
    emit("shutdown", { reason: "gateway restarting", restartExpectedMs: 1_500 });
    closeAll(1012, "service restart");
    world.restart();
    restarts.done();
  };

  const restarts = createRestarts(options.restarts ?? "as-announced", clock, () => void runs.idle().then(restart));
  const devices = createDevices({ clock, newId, emit });
  const runs = createRuns({ world, newId, pace: options.pace ?? "instant", emit, signal: over.signal });
  const methods: Methods = {
    ...createReads(world),
    ...createWrites(world, restarts, newId),
    ...runs.methods,
    ...devices.methods,
    ...options.more,
  };
  const spoken = Number(recording.release.hello["protocol"]);
  const door: Door = {
    token,
    auth,
    scopes: options.scopes ?? (auth !== "token" && world.dialect.detailed ? "stripped" : "kept"),
    protocol: options.protocol ?? { min: spoken, max: spoken },
    dialect: world.dialect,
    devices,
    clock,
  };
  const tick = options.tickEvery ?? Number(at(recording.release.hello, "policy", "tickIntervalMs"));
  const call = createDispatch(recording, methods, faults);

  const listener = await listen(options.port ?? 0, (socket) => {
    const id = newId();
    const connection = openConnection(socket, id, newId(), {
      now: clock,
      challenge: world.dialect.namesScopeMismatch ? { capabilities: ["model-catalog-snapshot"] } : {},
      decide: (params, nonce) => decide(params, nonce, door),
      hello: (guest) => tellHello(world, guest, id, tick),
      received: (request) => void requests.push(request),
      call,
    });
    connections.set(id, connection);
    socket.on("close", () => connections.delete(id));
  });
  const ticking = setInterval(() => emit("tick", { ts: clock() }), tick);
  ticking.unref();

  const drop = (): void => {
    for (const connection of connections.values()) connection.terminate();
  };
  const close = async (): Promise<void> => {
    over.abort();
    clearInterval(ticking);
    restarts.cancel();
    drop();
    await listener.refuse();
  };
  let asked = recording.turns.length;
  return {
    url: `ws://127.0.0.1:${listener.port}`,
    port: listener.port,
    token,
    requests,
    clients: () => [...connections.values()].filter((connection) => connection.guest() !== null).length,
    playTurn({ session = recording.session.key, like } = {}) {
      asked += 1;
      return runs.play({ session, run: newId(), question: `Recorded question ${asked}.`, like });
    },
    approve: (requestId) => devices.approve(requestId) !== null,
    restart,
    drop,
    refuse: () => listener.refuse(),
    accept: () => listener.accept(),
    sendGarbage() {
      for (const connection of connections.values()) {
        for (const text of GARBAGE) connection.send(text);
        connection.send(Uint8Array.of(0xff, 0xfe, 0x00));
      }
    },
    hang: (method) => faults.hang(method),
    fail: (method, error) => faults.fail(method, error),
    rollLog: () => world.log.roll(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
