import { z } from "zod";

const REPLY = z.object({ deviceId: z.string().min(1).max(200) });

/** The id of the gateway's own key, as `gateway.identity.get` tells it; null where it cannot be read. */
export function readDevice(reply: unknown): string | null {
  const parsed = REPLY.safeParse(reply);
  return parsed.success ? parsed.data.deviceId : null;
}
