import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `cut-after`: taken, and the answer is lost. */
export type Effect =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | "cut"
  | "cut-after"
  | "hang-after";

/** A receiver of webhooks as Alertmanager's are: what comes twice under one idempotency key counts once. */
export interface FakeReceiver {
  readonly url: string;
  /** Every call, in order. */
  readonly received: readonly Received[];
  /** The alerts as they stand, one a fingerprint, oldest first. */
  alerts(): readonly Alert[];
  /** Spoils the next calls; returns what lifts it. */
  fault(effect: Effect, times?: number): () => void;
  close(): Promise<void>;
}

export async function startFakeReceiver(): Promise<FakeReceiver> {
  const received: Received[] = [];
  const alerts = new Map<string, Alert>();
  const keys = new Set<unknown>();
  const faults: { readonly effect: Effect; left: number }[] = [];

  function take({ headers, body }: Received): void {
    const key = headers["idempotency-key"];
    if (body === "" || (key !== undefined && keys.has(key))) return;
    if (key !== undefined) keys.add(key);
    for (const alert of readAlerts(body)) alerts.set(alert.fingerprint, alert);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "", url = "", headers } = request;
    const call = { method, url, headers, body };
    received.push(call);
    const fault = faults.find(({ left }) => left > 0);
    if (fault) fault.left -= 1;
    const effect = fault?.effect;
    if (effect === "cut") return void request.socket.destroy();
    if (typeof effect === "object" && effect.status >= 300)
      return void response.writeHead(effect.status, effect.headers).end();
    take(call);
    if (effect === "cut-after") request.socket.destroy();
    else if (effect !== "hang-after") response.writeHead(200).end("ok");
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    received,
    alerts: () => [...alerts.values()],
    fault(effect, times = 1) {
      const fault = { effect, left: times };
      faults.push(fault);
      return () => void (fault.left = 0);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

interface Alert {
  readonly fingerprint: string;
  readonly status: string;
  readonly annotations: { readonly summary: string; readonly description: string };
}

function readAlerts(body: string): readonly Alert[] {
  const parsed: { readonly alerts: readonly Alert[] } = JSON.parse(body);
  return parsed.alerts;
}
