import { z } from "zod";
import type { Instant } from "../../core/time.ts";
import { INSTANT } from "./reply.ts";

/** `ok-token`, `ok-empty`: it found nothing to tell. One that told something nobody was to hear is `skipped`, with a preview. */
const ANSWERED = z.union([
  z.object({ ts: INSTANT, status: z.enum(["ok-token", "ok-empty", "sent"]) }),
  z.object({ ts: INSTANT, preview: z.string() }),
]);

/** When a heartbeat was answered, from a `last-heartbeat` reply or an event; null where none was. */
export const readHeartbeat = (payload: unknown): Instant | null => ANSWERED.safeParse(payload).data?.ts ?? null;
