import type { Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { readHeartbeat } from "./reading/heartbeat.ts";

const METHOD = "last-heartbeat";

export interface HeartbeatReader {
  /** When a heartbeat was last answered, as far as the gateway tells; null where none was. */
  lastAt(): Instant | null;
  /** Asks, once; from then on the gateway tells of each by itself. */
  refresh(): Promise<void>;
}

/** Follows when heartbeats were answered: of those that found nothing to tell nothing else may be left. */
export function createHeartbeatReader(connection: Connection): HeartbeatReader {
  let isAsked = !connection.hello.methods.includes(METHOD);
  let lastAt: Instant | null = null;
  const hear = (payload: unknown): void => {
    lastAt = readHeartbeat(payload) ?? lastAt;
  };
  connection.onEvent(({ event, payload }) => {
    if (event === "heartbeat") hear(payload);
  });

  return {
    lastAt: () => lastAt,
    async refresh() {
      if (isAsked) return;
      isAsked = true;
      await connection.request(METHOD, {}).then(hear, () => undefined);
    },
  };
}
