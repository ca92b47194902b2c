import type { CheckParts } from "../../core/configured-platform.ts";
import { fine, mend, note, type Finding } from "../../core/finding.ts";
import { PostFailed } from "../../core/platform.ts";
import { call, type FindWay } from "./deliver.ts";
import type { WebhookSettings } from "./settings.ts";

/** Whether something answers at each address: a post would be an alarm. */
export async function checkWebhooks(
  settings: WebhookSettings,
  way: FindWay,
  { signal }: CheckParts,
): Promise<readonly Finding[]> {
  const found = await Promise.all([...settings.urls].map(([room, url]) => checkOne(room, url, way, signal)));
  const { secret } = settings;
  const hint = "set WEBHOOK_SECRET, and let the receiver compare the signature";
  const unsigned = note("Webhooks", "what is posted is not signed", hint);
  return [...found, ...(secret === null && settings.urls.size > 0 ? [unsigned] : [])];
}

async function checkOne(room: string, url: string, way: FindWay, signal: AbortSignal): Promise<Finding> {
  try {
    await call(room, url, way, signal);
    return fine("Webhooks", `something answers at ${room}; no alarm was sent to try it`);
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    return mend("Webhooks", error.message, "check WEBHOOK_URLS, network, DNS and proxy");
  }
}
