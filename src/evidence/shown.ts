import type { Snapshot } from "../core/gateway.ts";

/** What a snapshot shows besides when it was taken: settings, logins, and what sessions are set to. */
export const showOf = (snapshot: Snapshot): string =>
  JSON.stringify({
    ...snapshot,
    at: 0,
    sessions: snapshot.sessions.map(({ key, pin, running }) => [key, pin, running]),
  });
