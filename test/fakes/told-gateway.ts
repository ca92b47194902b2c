import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { WebSocketServer } from "ws";
import { readModel } from "../../src/core/model.ts";
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
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => {
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
      const payload = answer(told, method, params);
      const error = { code: "INVALID_REQUEST", message: `unknown method: ${method}` };
      send({ type: "res", id, ...(payload === null ? { ok: false, error } : { ok: true, payload }) });
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
      ...(isAtLeast(version, "2026.3.28") ? ["sessions.subscribe"] : []),
      ...(isAtLeast(version, "2026.4.29") ? ["models.authStatus"] : []),
      ...(isAtLeast(version, "2026.8.1") ? ["models.probe"] : []),
    ],
    events: [],
  },
  snapshot: { presence: [], health: {}, stateVersion: { presence: 1, health: 1 }, uptimeMs: 30 * 86_400_000 },
  auth: { role: "operator", scopes: ["operator.read"] },
  policy: { maxPayload: 26_214_400, maxBufferedBytes: 52_428_800, tickIntervalMs: 30_000 },
});

const split = (name: string) => readModel(name) ?? { provider: "none", model: name };
const toFields = (name: string) => ({ modelProvider: split(name).provider, model: split(name).model });
const iso = (at: number): string => new Date(at).toISOString();

/** One turn of a story: who was asked, who answered, and what the one that was asked said. */
export interface Fallen {
  readonly minutesAgo: number;
  readonly words: string;
  readonly reason: string;
  readonly status?: number;
}

/** One agent and one session on whose turns the primary failed and its fallback answered. */
export function fallingBack(
  version: string,
  primary: string,
  fallback: string,
  turns: readonly Fallen[],
  config: object = {},
): Told {
  const now = Date.now();
  const isOld = !isAtLeast(version, "2026.8.1");
  const told = turns.map((turn, index) => ({ ...turn, at: now - turn.minutesAgo * 60_000, run: `run-${index}` }));
  return {
    version,
    agents: ["main"],
    defaults: toFields(primary),
    config: { agents: { defaults: { model: { primary, fallbacks: [fallback] } } }, ...config },
    sessions: [
      { key: "agent:main:main", sessionId: "s1", updatedAt: now - 60_000, ...toFields(isOld ? fallback : primary) },
    ],
    history: {
      "agent:main:main": {
        sessionId: "s1",
        messages: told.flatMap(({ run, at, words }) => [
          { role: "user", content: `q ${run}`, timestamp: at - 3_000, __openclaw: { idempotencyKey: `${run}:user` } },
          ...(isOld
            ? [
                {
                  role: "assistant",
                  ...split(primary),
                  stopReason: "error",
                  errorMessage: words,
                  timestamp: at - 2_000,
                },
              ]
            : []),
          {
            role: "assistant",
            ...split(fallback),
            stopReason: "stop",
            content: [{ type: "text", text: "a" }],
            timestamp: at,
            __openclaw: { runId: run },
          },
        ]),
      },
    },
    log: [
      JSON.stringify({ 0: "{}", 1: "ready", time: iso(now - 3 * 3_600_000) }),
      ...told.flatMap((one) => linesOf(one, primary, fallback)),
    ],
  };
}

function linesOf(turn: Fallen & { readonly at: number; readonly run: string }, primary: string, fallback: string) {
  const { at, run, words, reason, status } = turn;
  const asked = split(primary);
  const failed = { reason, ...(status !== undefined && { status }), errorPreview: words };
  const decided = (candidate: string, decision: string, attempt: number, rest: object) => ({
    event: "model_fallback_decision",
    runId: run,
    sessionId: "s1",
    decision,
    requestedProvider: asked.provider,
    requestedModel: asked.model,
    candidateProvider: split(candidate).provider,
    candidateModel: split(candidate).model,
    attempt,
    total: 2,
    ...rest,
  });
  const ended = { event: "embedded_run_agent_end", runId: run, isError: true, error: words, failoverReason: reason };
  return [
    [1_500, { ...ended, ...asked, rawErrorPreview: words }],
    [1_300, decided(primary, "candidate_failed", 1, failed)],
    [1_200, decided(fallback, "candidate_succeeded", 2, { previousAttempts: [{ ...asked, ...failed }] })],
  ].map(([before, line]) => JSON.stringify({ 0: "{}", 1: line, time: iso(at - Number(before)) }));
}
