import { createHmac } from "node:crypto";
import { request, type Dispatcher } from "undici";
import { SECOND } from "../../core/time.ts";
import { readNetworkFault } from "../../lib/network-fault.ts";
import { sayNetwork } from "../../words/network.ts";
import { say } from "../../words/say.ts";
import { postFailed } from "../shared/failed.ts";

const TIMEOUT = 10 * SECOND;
const LOST: ReadonlySet<number> = new Set([401, 403, 404, 410]);
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** The way to an address: through a proxy where this host has one. */
export type FindWay = (address: string) => Promise<Dispatcher>;

/** Posts once. Rejects with `PostFailed`, which names the room and never its address. */
export async function deliver(
  room: string,
  url: string,
  payload: object,
  how: {
    readonly way: FindWay;
    readonly secret: string | null;
    readonly key?: string;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const body = JSON.stringify(payload);
  const signature = how.secret === null ? null : createHmac("sha256", how.secret).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "user-agent": "openclaw-companion",
    ...(signature !== null && { "x-hub-signature-256": `sha256=${signature}` }),
    ...(how.key !== undefined && { "idempotency-key": how.key }),
  };
  const { status, retryAfter } = await send(room, url, { way: how.way, method: "POST", headers, body }, how.signal);
  if (status >= 200 && status < 300) return;
  const [what, why] = [`webhook: ${room}`, say("rooms.webhook-status", { status })] as const;
  if (status >= 500 || PASSING.has(status)) throw postFailed("later", what, why, { retryAfter });
  throw postFailed(LOST.has(status) || status < 400 ? "gone" : "refused", what, why, { fix: say("rooms.webhook-fix") });
}

/** Calls an address and looks at nothing but the status. Rejects with `PostFailed`. */
export async function call(room: string, url: string, way: FindWay, signal?: AbortSignal): Promise<number> {
  return (await send(room, url, { way, method: "GET" }, signal)).status;
}

interface Sending {
  readonly way: FindWay;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(room: string, url: string, { way, ...sending }: Sending, signal: AbortSignal | undefined) {
  const limit = AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal ? [signal] : [])]);
  try {
    const dispatcher = await way(url);
    const { statusCode, headers, body } = await request(url, { ...sending, dispatcher, signal: limit });
    await body.dump();
    const asked = Number(headers["retry-after"]);
    return { status: statusCode, retryAfter: Number.isFinite(asked) && asked > 0 ? asked * SECOND : undefined };
  } catch (error) {
    // The error's own message may hold the address.
    const fault = readNetworkFault(error);
    const why = fault === null ? say("network.slow") : sayNetwork(fault);
    throw postFailed("later", `webhook: ${room}`, say("rooms.webhook-away", { why }));
  }
}
