import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer, type WebSocket } from "ws";
import { isAtLeast } from "../../src/lib/version.ts";
import { selected, type Json, type World } from "./parts.ts";

export interface ServedWorld extends AsyncDisposable {
  readonly url: string;
}

/** A gateway that says what a world says, over a real socket: it can be read, and does nothing else. `port`: 0 for any. */
export async function serveWorld(world: World, port = 0): Promise<ServedWorld> {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.send(JSON.stringify({ type: "event", event: "connect.challenge", payload: { nonce: "n", ts: Date.now() } }));
    socket.on("message", (raw: Buffer) => void reply(world, socket, JSON.parse(raw.toString())));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `ws://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Request {
  readonly id: string;
  readonly method: string;
  readonly params?: {
    readonly sessionKey?: string;
    readonly limit?: number;
    readonly offset?: number;
    readonly cursor?: number;
  };
}

async function reply(world: World, socket: WebSocket, { id, method, params = {} }: Request): Promise<void> {
  if (method === "sessions.list" && world.slowMs !== undefined) await sleep(world.slowMs);
  const payload = answer(world, method, params);
  const said =
    payload === undefined
      ? { ok: false, error: { code: "INVALID_REQUEST", message: `unknown method: ${method}` } }
      : { ok: true, payload };
  socket.send(JSON.stringify({ type: "res", id, ...said }));
}

function answer(world: World, method: string, params: NonNullable<Request["params"]>): unknown {
  const isSince = (release: string): boolean => isAtLeast(world.version.replace(/-beta.*$/, ""), release);
  switch (method) {
    case "connect":
      return hello(world, isSince);
    case "status":
      return { runtimeVersion: world.version };
    case "agents.list":
      return { defaultId: "main", agents: world.agents ?? [{ id: "main" }] };
    case "config.get":
      return { hash: "h1", config: world.config, parsed: world.config };
    case "sessions.list":
      return toPage(world, params, isSince("2026.5.28"));
    case "chat.history": {
      const all = world.history[params.sessionKey ?? ""] ?? [];
      const { sessionId } = world.sessions.find(({ key }) => key === params.sessionKey) ?? {};
      const { limit = 200, offset = 0 } = params;
      if (!isSince("2026.9.1")) return { sessionId, messages: all.slice(-limit) };
      const [from, to] = [Math.max(0, all.length - offset - limit), all.length - offset];
      const messages = all.slice(from, to).map((one, index) => withPlace(one, from + index + 1));
      return { sessionId, messages, hasMore: from > 0, ...(from > 0 && { nextOffset: all.length - from }) };
    }
    case "logs.tail": {
      const size = world.log.reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
      const isNew = params.cursor === undefined || params.cursor < size;
      return { file: "/var/log/openclaw.log", cursor: size, size, lines: isNew ? world.log : [], truncated: false };
    }
    default:
      return world.more?.[method];
  }
}

const withPlace = ({ __openclaw: marks, ...message }: Json, seq: number): Json => ({
  ...message,
  __openclaw: { ...(typeof marks === "object" && marks), seq },
});

function hello(world: World, isSince: (release: string) => boolean): Json {
  const methods = world.methods ?? [
    "status",
    ...(isSince("2026.3.22") ? ["sessions.subscribe"] : []),
    ...(isSince("2026.4.15") ? ["models.authStatus"] : []),
    ...(isSince("2026.8.1") ? ["models.probe"] : []),
    ...Object.keys(world.more ?? {}),
  ];
  return {
    type: "hello-ok",
    protocol: isSince("2026.5.12") ? 4 : 3,
    server: { version: world.version, connId: "c" },
    features: { methods, events: [] },
    snapshot: {
      presence: [],
      health: {},
      stateVersion: { presence: 1, health: 1 },
      uptimeMs: world.uptimeMs ?? 2_592_000_000,
    },
    auth: { role: "operator", scopes: ["operator.read"] },
    policy: { maxPayload: 26_214_400, maxBufferedBytes: 52_428_800, tickIntervalMs: 30_000 },
  };
}

function toPage(world: World, { limit = 100, offset = 0 }: NonNullable<Request["params"]>, hasPages: boolean): Json {
  const sessions = world.sessions.slice(hasPages ? offset : 0, (hasPages ? offset : 0) + limit);
  const hasMore = offset + sessions.length < world.sessions.length;
  return {
    defaults: selected(world.primary),
    sessions,
    ...(hasPages && {
      totalCount: world.sessions.length,
      hasMore,
      nextOffset: hasMore ? offset + sessions.length : null,
    }),
  };
}
