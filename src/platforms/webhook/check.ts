import type { CheckParts } from "../../core/configured-platform.ts";
import { fine, mend, note, type Finding } from "../../core/finding.ts";
import { PostFailed } from "../../core/platform.ts";
import { say } from "../../words/say.ts";
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
  const unsigned = note("Webhooks", say("check.unsigned"), say("check.unsigned-fix"));
  return [...found, ...(secret === null && settings.urls.size > 0 ? [unsigned] : [])];
}

async function checkOne(room: string, url: string, way: FindWay, signal: AbortSignal): Promise<Finding> {
  try {
    await call(room, url, way, signal);
    return fine("Webhooks", say("check.answers", { room }));
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    return mend("Webhooks", say("parts.of", { name: room, what: error.why }), say("check.webhook-fix"));
  }
}
