import http, { type Agent, type ClientRequest, type RequestOptions } from "node:http";
import https from "node:https";
import type { ChooseAgent } from "./dialer.ts";

const choosers = new Set<ChooseAgent>();
const originals = { http: http.request, https: https.request };

/**
 * Gives an agent to every WebSocket handshake of this process that has none. The socket of discord.js takes no
 * agent and no options; of all its way out, Node's own `request` is the one place that can be reached. Nothing
 * but handshakes is touched. Ends with the function it returns.
 */
export function routeHandshakes(choose: ChooseAgent): () => void {
  choosers.add(choose);
  http.request = through("ws", originals.http);
  https.request = through("wss", originals.https);
  return () => {
    choosers.delete(choose);
    if (choosers.size > 0) return;
    http.request = originals.http;
    https.request = originals.https;
  };
}

type Request = typeof http.request;

const through =
  (scheme: "ws" | "wss", request: Request): Request =>
  (...args: readonly unknown[]): ClientRequest => {
    const [first, ...rest] = args;
    const agent = isHandshake(first) ? choose(`${scheme}://${nameOf(first)}`) : null;
    return Reflect.apply(request, null, agent === null || !isHandshake(first) ? args : [{ ...first, agent }, ...rest]);
  };

/** The newest one; all are of the same settings. */
const choose = (address: string): Agent | null => [...choosers].at(-1)?.(address) ?? null;

function isHandshake(options: unknown): options is RequestOptions {
  if (typeof options !== "object" || options === null || !("headers" in options)) return false;
  const { headers } = options;
  if (typeof headers !== "object" || headers === null || !("Upgrade" in headers)) return false;
  return headers.Upgrade === "websocket" && (!("agent" in options) || options.agent === undefined);
}

const nameOf = ({ host, port }: RequestOptions): string =>
  `${host?.includes(":") === true ? `[${host}]` : (host ?? "")}:${String(port ?? "")}`;
