import { hash } from "node:crypto";
import type { Snapshot } from "../core/gateway.ts";

/** Tells apart what snapshots show besides when they were taken: settings, logins, and what sessions are set to. */
export const showOf = (snapshot: Snapshot): string =>
  hash(
    "sha256",
    JSON.stringify({
      ...snapshot,
      at: 0,
      sessions: snapshot.sessions.map(({ key, pin, running }) => [key, pin, running]),
    }),
    "base64",
  );
