import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";

/** What went through since the count began: requests by method, and bytes of both directions. */
interface Count {
  readonly calls: Readonly<Record<string, number>>;
  readonly total: number;
  /** Bytes of requests and their answers, and of what the gateway tells unasked. */
  readonly bytes: { readonly asked: number; readonly told: number };
}

export interface CountingProxy extends AsyncDisposable {
  readonly url: string;
  count(): Count;
  /** Begins to count anew. */
  reset(): void;
}

/** Stands between a companion and a gateway, hands every frame on as it is, and counts. */
export async function startCountingProxy(gateway: string): Promise<CountingProxy> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, maxPayload: 0 });
  let calls: Record<string, number> = {};
  let bytes = { asked: 0, told: 0 };
  const note = (text: string, fromCompanion: boolean): void => {
    const size = Buffer.byteLength(text);
    const frame: { readonly type?: string; readonly method?: string } = JSON.parse(text);
    if (fromCompanion && frame.method !== undefined) calls[frame.method] = (calls[frame.method] ?? 0) + 1;
    if (frame.type === "event") bytes.told += size;
    else bytes.asked += size;
  };
  server.on("connection", (near) => {
    const far = new WebSocket(gateway, { maxPayload: 0 });
    const waiting: string[] = [];
    far.on("open", () => {
      for (const text of waiting.splice(0)) far.send(text);
    });
    near.on("message", (data: Buffer) => {
      const text = data.toString();
      note(text, true);
      if (far.readyState === WebSocket.OPEN) far.send(text);
      else waiting.push(text);
    });
    far.on("message", (data: Buffer) => {
      const text = data.toString();
      note(text, false);
      near.send(text);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("close", () => other.terminate());
      one.on("error", () => other.terminate());
    }
  });
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    count: () => ({
      calls: { ...calls },
      total: Object.values(calls).reduce((sum, one) => sum + one, 0),
      bytes: { ...bytes },
    }),
    reset() {
      calls = {};
      bytes = { asked: 0, told: 0 };
    },
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((done) => server.close(done));
    },
  };
}
