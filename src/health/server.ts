import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { say } from "../words/say.ts";
import { hostUnavailable } from "../words/unavailable.ts";
import { HostUnavailable } from "../core/host-unavailable.ts";
import { MINUTE, SECOND } from "../core/time.ts";
import { andUnsaid, createSeldom } from "../lib/seldom.ts";
import { redact, shorten } from "../lib/redact.ts";
import { createGate, type Gate, type HealthAddress } from "./gate.ts";
import type { Page, Routes } from "./routes.ts";
import type { HealthSource } from "./source.ts";
import { onAbort } from "../lib/abort.ts";

export interface HealthServer {
  /** Where it listens, with the port that port 0 became. */
  readonly url: string;
  /** Ends connections that go on, such as a page that is kept up to date: what is shown has changed. */
  cut(): void;
  close(): Promise<void>;
}

/** Pages for people beside those for programs; they decide for themselves who may see them. */
interface Pages {
  handles(path: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Whoever asks needs neither large requests nor long ones, and one scraper needs few connections. */
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5 * SECOND,
  requestTimeout: 5 * SECOND,
  keepAliveTimeout: 5 * SECOND,
} as const;
const MOST_CONNECTIONS = 32;

/** What is shown now: pages for programs by their paths, and those for people. */
export interface Shown {
  readonly routes: Routes;
  readonly pages: Pages | null;
}

/**
 * Serves what is `shown`, which is asked for with each request, until closed or until `signal` aborts. Rejects with a
 * sentence for the operator when the address cannot be had.
 */
export async function serveShown(
  address: HealthAddress,
  shown: () => Shown,
  { clock, log }: Pick<HealthSource, "clock" | "log">,
  signal: AbortSignal,
): Promise<HealthServer> {
  const gate = createGate(address, clock, (path) => shown().pages?.handles(path) ?? false);
  const seldom = createSeldom(() => performance.now(), MINUTE);
  const server = createServer(LIMITS, (request, response) => {
    answer({ ...shown(), gate }, request, response).catch((error: unknown) => {
      const unsaid = seldom("a page");
      if (unsaid !== null)
        log.error(
          { path: pathOf(request), why: whyOf(error), ...andUnsaid(unsaid) },
          "health: a page could not be made",
        );
      // What is kept, and why it cannot be used, is said to whoever may ask for the page.
      const [status, said] =
        error instanceof HostUnavailable ? [503, error.message] : [500, "see the log of the companion"];
      send(response, { status, type: "application/json", body: `${JSON.stringify({ error: said })}\n` });
    });
  });
  server.maxConnections = MOST_CONNECTIONS;

  const listening = Promise.withResolvers<void>();
  const refused = (error: Error): void => listening.reject(explain(error, address));
  server.once("error", refused);
  server.listen({ host: address.host.replace(/^\[(.*)\]$/, "$1"), port: address.port }, listening.resolve);
  await listening.promise;
  server.off("error", refused);
  server.on("error", ({ message }) => log.warn({ why: message }, "health: the listener failed"));
  const url = `http://${address.host}:${portOf(server.address(), address.port)}`;
  log.info({ url }, "health: listening");

  const closed = Promise.withResolvers<void>();
  server.once("close", closed.resolve);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const forget = onAbort(signal, close);
  return {
    url,
    cut: () => server.closeAllConnections(),
    close() {
      forget();
      close();
      return closed.promise;
    },
  };
}

interface Answering extends Shown {
  readonly gate: Gate;
}

async function answer(
  { routes, gate, pages }: Answering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refused = gate(request, pathOf(request));
  if (refused !== null) {
    if (refused.status === 401) response.setHeader("www-authenticate", "Bearer");
    return send(response, refused);
  }
  if (pages?.handles(pathOf(request))) return pages.answer(request, response);
  const route = routes.get(pathOf(request));
  if (!route) return send(response, { status: 404, type: "application/json", body: '{"error":"no such page"}\n' });
  if (request.method !== "GET") {
    response.setHeader("allow", "GET");
    return send(response, { status: 405, type: "application/json", body: '{"error":"only GET"}\n' });
  }
  return send(response, await route());
}

function send(response: ServerResponse, { status, type, body }: Page): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}

const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? "/";

const whyOf = (error: unknown): string => shorten(redact(error instanceof Error ? error.message : "unknown"), 200);

const portOf = (address: ReturnType<ReturnType<typeof createServer>["address"]>, asked: number): number =>
  typeof address === "object" && address !== null ? address.port : asked;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "taken",
  EADDRNOTAVAIL: "absent",
  ENOTFOUND: "absent",
  EACCES: "forbidden",
};

function explain(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): Error {
  const why = REASONS[error.code ?? ""] ?? error.message;
  const passing = error.code === "EADDRINUSE" || error.code === "EADDRNOTAVAIL";
  return hostUnavailable(say("host.listen", { at: `${host}:${port}`, why }), passing, error);
}
