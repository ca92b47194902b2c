import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { Duplex } from "node:stream";
import { signAnswer, subagentOf, tagMessage } from "../turns/signature.ts";
import { listenOnLoopback } from "../gateway/sockets.ts";
import { callStream, responseStream, wholeResponse } from "./answers.ts";
import type { Certificate } from "./certificate.ts";
import type { Journal } from "./journal.ts";
import type { UpstreamMode } from "./mode.ts";
import { type Heartbeat, type ProviderRequest, readRequest } from "./request.ts";
import { judge, type Verdict } from "./verdict.ts";

/** The names the fake provider answers for. */
export const PROVIDER_HOSTS = ["api.openai.com", "chatgpt.com", "auth.openai.com", "ab.chatgpt.com"] as const;

export interface Upstream {
  readonly port: number;
  setMode(mode: UpstreamMode): void;
  /** The heartbeat that is to come next. */
  setHeartbeat(next: Heartbeat): void;
  close(): void;
}

/** A provider on loopback, TLS with `certificate`; writes down every request it served. */
export async function startUpstream(
  certificate: Certificate,
  journal: Journal,
  first: UpstreamMode,
): Promise<Upstream> {
  let mode = first;
  let heartbeat: Heartbeat | null = null;
  let served = 0;

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = Date.now();
    const request = await readRequest(message, heartbeat);
    const verdict = judge(mode, request, began);
    const record = (status: number): void => {
      const now = Date.now();
      journal.record({ at: new Date(now).toISOString(), ms: now - began, ...request, status });
    };
    if (verdict.kind === "hang") {
      record(0);
      return;
    }
    record(verdict.kind === "answer" ? 200 : verdict.status);
    served += 1;
    reply(response, verdict, request, served);
  }

  const server = createServer({ key: certificate.key, cert: certificate.cert }, (message, response) => {
    serve(message, response).catch((cause: unknown) => response.destroy(new Error("fake provider failed", { cause })));
  });
  server.on("upgrade", (message: IncomingMessage, socket: Duplex) => refuseUpgrade(message, socket, journal));
  const port = await listenOnLoopback(server);
  return {
    port,
    setMode: (next) => {
      mode = next;
    },
    setHeartbeat: (next) => {
      heartbeat = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Spoken = Exclude<Verdict, { kind: "hang" }>;

function reply(response: ServerResponse, verdict: Spoken, request: ProviderRequest, serial: number): void {
  const send = (status: number, type: string, body: string, headers = {}): void => {
    response.writeHead(status, { "content-type": type, "x-request-id": `req_fake_${serial}`, ...headers });
    response.end(body);
  };
  if (verdict.kind === "page") return send(verdict.status, "text/html", verdict.html);
  if (verdict.kind === "json") {
    return send(verdict.status, "application/json", JSON.stringify(verdict.body), verdict.headers);
  }
  const model = request.model ?? "unnamed";
  const createdAt = Math.floor(Date.now() / 1000);
  if (request.wants === "subagent" || request.wants === "scripted-subagent") {
    const task = JSON.stringify({ task: tagMessage("say hello", subagentOf(request.turn ?? 0)) });
    const script = JSON.stringify({ code: `return await sessions_spawn(${task})` });
    const call =
      request.wants === "subagent" ? { name: "sessions_spawn", arguments: task } : { name: "exec", arguments: script };
    send(200, "text/event-stream; charset=utf-8", callStream({ id: `fake_${serial}`, model, createdAt }, call));
    return;
  }
  const text = request.wants === "nothing" ? "HEARTBEAT_OK" : signAnswer(model, request.turn);
  const whole = { id: `fake_${serial}`, model, text, createdAt };
  if (request.stream) send(200, "text/event-stream; charset=utf-8", responseStream(whole), { "openai-model": model });
  else send(200, "application/json", JSON.stringify(wholeResponse(whole)));
}

/** Newer releases try a WebSocket first and settle for HTTPS when it is refused. */
function refuseUpgrade(message: IncomingMessage, socket: Duplex, journal: Journal): void {
  journal.record({
    at: new Date().toISOString(),
    ms: 0,
    host: (message.headers.host ?? "").split(":")[0] ?? "",
    method: "UPGRADE",
    path: (message.url ?? "/").split("?")[0] ?? "/",
    side: "chatgpt",
    kind: "upgrade",
    credential: "none",
    model: null,
    turn: null,
    wants: "answer",
    stream: true,
    status: 426,
  });
  socket.on("error", () => socket.destroy());
  socket.end("HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}
