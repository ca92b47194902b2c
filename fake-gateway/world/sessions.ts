import type { Instant } from "../../src/core/time.ts";
import type { Json } from "../json.ts";

/** One session of the gateway. `row` is its line in `sessions.list`. */
export interface Session {
  readonly key: string;
  readonly id: string;
  readonly updatedAt: Instant;
  readonly row: Json;
  readonly entries: readonly Json[];
  /** What `sessions.patch` set. */
  readonly patched: Json;
  /** How many turns were played in each recording, by its scenario. */
  readonly played: Readonly<Record<string, number>>;
}

export interface SessionBook {
  get(key: string): Session | undefined;
  put(session: Session): void;
  delete(key: string): boolean;
  /** Newest first. */
  list(): readonly Session[];
}

export function createSessionBook(): SessionBook {
  const sessions = new Map<string, Session>();
  return {
    get: (key) => sessions.get(key),
    put: (session) => void sessions.set(session.key, session),
    delete: (key) => sessions.delete(key),
    list: () => [...sessions.values()].sort((a, b) => b.updatedAt - a.updatedAt),
  };
}

/** `main` is short for the main session; other short keys belong to the main agent. */
export const fullKey = (key: string): string => (key.startsWith("agent:") ? key : `agent:main:${key}`);
