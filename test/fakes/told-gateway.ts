import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { WebSocketServer } from "ws";
import type { Attack } from "./hostile-frames.ts";
import { isAtLeast } from "../../src/lib/version.ts";

/** What a gateway says of itself, in the shapes that releases write; it is read only. */
export interface Told {
  readonly version: string;
  readonly defaults: object;
  readonly config: object;
  readonly agents: readonly string[];
  readonly sessions: readonly object[];
  readonly history: Readonly<Record<string, { readonly sessionId: string; readonly messages: readonly object[] }>>;
  readonly log: readonly string[];
  readonly password?: string;
  /** What it answers whoever connects, and lets nobody in. */
  readonly refuses?: { readonly message: string; readonly details: object };
  /** What it does to the bare connection once it said hello. */
  readonly attack?: Attack;
  /** Answers as text, by method, in place of what it would say. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Replies to further methods, which its hello then names. */
  readonly more?: Readonly<Record<string, object>>;
}

const FRAME = z.object({
  id: z.string(),
  method: z.string(),
  params: z
    .object({
      sessionKey: z.string().optional(),
      cursor: z.number().nullish(),
      auth: z.object({ password: z.string().optional() }).loose().optional(),
    })
    .loose()
    .default({}),
});

/** A gateway that speaks the protocol and tells a story. */
export async function startToldGateway(told: Told): Promise<AsyncDisposable & { readonly url: string }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: true });
  server.on("connection", (socket, request) => {
    const over = new AbortController();
    socket.on("close", () => over.abort());
    // Whoever is attacked may hang up in the middle.
    socket.on("error", () => socket.terminate());
    const send = (frame: object): void => socket.send(JSON.stringify(frame));
    send({ type: "event", event: "connect.challenge", payload: { nonce: "n", ts: Date.now() } });
    socket.on("message", (raw: Buffer) => {
      const { id, method, params } = FRAME.parse(JSON.parse(raw.toString()));
      if (method === "connect" && told.password !== undefined && params.auth?.password !== told.password) {
        const code = params.auth?.password === undefined ? "AUTH_PASSWORD_MISSING" : "AUTH_PASSWORD_MISMATCH";
        const message = "unauthorized: gateway password mismatch (provide gateway auth password)";
        send({ type: "res", id, ok: false, error: { code: "INVALID_REQUEST", message, details: { code } } });
        socket.close(1008, "unauthorized");
        return;
      }
      if (method === "connect" && told.refuses !== undefined) {
        send({ type: "res", id, ok: false, error: { code: "INVALID_REQUEST", ...told.refuses } });
        socket.close(1008, "unauthorized");
        return;
      }
      const text = told.texts?.[method];
      if (text !== undefined) {
        socket.send(`{"type":"res","id":${JSON.stringify(id)},"ok":true,"payload":${text}}`);
        return;
      }
      const payload = answer(told, method, params);
      const error = { code: "INVALID_REQUEST", message: `unknown method: ${method}` };
      send({ type: "res", id, ...(payload === null ? { ok: false, error } : { ok: true, payload }) });
      if (method === "connect") told.attack?.(request.socket, over.signal);
    });
  });
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

function answer(told: Told, method: string, params: z.infer<typeof FRAME>["params"]): object | null {
  const { version, more = {} } = told;
  switch (method) {
    case "connect":
      return helloOf(told);
    case "status":
      return { runtimeVersion: version };
    case "agents.list":
      return { defaultId: "main", agents: told.agents.map((agent) => ({ id: agent })) };
    case "sessions.list":
      return { defaults: told.defaults, sessions: told.sessions, totalCount: told.sessions.length, hasMore: false };
    case "config.get":
      return { hash: "h", exists: true, valid: true, config: told.config, parsed: told.config };
    case "chat.history":
      return { ...(told.history[params.sessionKey ?? ""] ?? { messages: [] }), hasMore: false };
    case "logs.tail": {
      const cursor = told.log.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
      const lines = (params.cursor ?? 0) < cursor ? told.log : [];
      return { file: "/var/log/made-up.log", cursor, size: cursor, lines, truncated: false, reset: false };
    }
    default:
      return more[method] ?? null;
  }
}

const helloOf = ({ version, more = {} }: Told): object => ({
  type: "hello-ok",
  protocol: isAtLeast(version, "2026.5.12") ? 4 : 3,
  server: { version, connId: "c" },
  features: {
    methods: [
      "status",
      "agents.list",
      "sessions.list",
      "chat.history",
      "config.get",
      "logs.tail",
      ...Object.keys(more),
      ...(isAtLeast(version, "2026.3.22") ? ["sessions.subscribe"] : []),
      ...(isAtLeast(version, "2026.4.15") ? ["models.authStatus"] : []),
      ...(isAtLeast(version, "2026.8.1") ? ["models.probe"] : []),
    ],
    events: [],
  },
  snapshot: { presence: [], health: {}, stateVersion: { presence: 1, health: 1 }, uptimeMs: 30 * 86_400_000 },
  auth: { role: "operator", scopes: ["operator.read"] },
  policy: { maxPayload: 26_214_400, maxBufferedBytes: 52_428_800, tickIntervalMs: 30_000 },
});
