import { waitUntil } from "../wait.ts";
import { type ClientOptions, connectClient, type GatewayClient } from "./client.ts";

const HELLO_LIMIT_MS = 20_000;
const PATIENCE_MS = 120_000;

/** Connects, waiting for a gateway that is restarting; rejects as soon as `isRunning` says there is none. */
export async function connectPatiently(
  options: ClientOptions,
  isRunning: () => boolean,
  signal?: AbortSignal,
): Promise<GatewayClient> {
  let client: GatewayClient | undefined;
  let why: unknown = new Error("the gateway is not running");
  const attempt = async (): Promise<boolean> => {
    if (!isRunning()) return true;
    const limits = [AbortSignal.timeout(HELLO_LIMIT_MS), ...(signal === undefined ? [] : [signal])];
    client = await connectClient(options, AbortSignal.any(limits)).catch((cause: unknown) => {
      why = cause;
      return undefined;
    });
    return client !== undefined;
  };
  await waitUntil(attempt, { everyMs: 100, limitMs: PATIENCE_MS }, signal);
  if (client === undefined) throw why;
  return client;
}
