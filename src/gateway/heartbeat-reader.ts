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

/** What a link knows of heartbeats: a gateway that starts anew has forgotten those it told of. */
export interface HeartbeatMemory {
  /** `device`: of the gateway that told it, as far as it tells. */
  last: { readonly at: Instant; readonly device: string | null } | null;
}

/**
 * Follows when heartbeats were answered: of those that found nothing to tell nothing else may be left. What was heard on an
 * earlier connection to the same gateway still holds.
 */
export function createHeartbeatReader(
  connection: Connection,
  device: string | null = null,
  memory: HeartbeatMemory = { last: null },
): HeartbeatReader {
  let isAsked = !connection.hello.methods.includes(METHOD);
  const lastAt = (): Instant | null => (memory.last?.device === device ? memory.last.at : null);
  const hear = (payload: unknown): void => {
    const at = readHeartbeat(payload);
    if (at !== null && at > (lastAt() ?? 0)) memory.last = { at, device };
  };
  connection.onEvent(({ event, payload }) => {
    if (event === "heartbeat") hear(payload);
  });

  return {
    lastAt,
    async refresh() {
      if (isAsked) return;
      isAsked = true;
      await connection.request(METHOD, {}).then(hear, () => undefined);
    },
  };
}
