import type { GatewayLink } from "../core/gateway.ts";
import { onAbort } from "../lib/abort.ts";
import { waitAtMost } from "../lib/backoff.ts";

/** Waits until a link is ready, refused or known to wait for something; at most `ms`, and until `signal` aborts. */
export async function untilSettled(link: GatewayLink, ms: number, signal: AbortSignal): Promise<void> {
  const settled = Promise.withResolvers<void>();
  const stop = link.onChange(() => settled.resolve());
  if (link.status().state !== "connecting") settled.resolve();
  const forget = onAbort(signal, settled.resolve);
  await waitAtMost(ms, settled.promise);
  forget();
  stop();
}
