import type { Snapshot } from "../core/gateway.ts";

/** What a snapshot shows besides when it was taken: settings, logins, and what sessions are set to. */
export const showOf = ({ at: _, sessions, ...rest }: Snapshot): string =>
  JSON.stringify([rest, sessions.map(({ key, pin, running }) => [key, pin, running])]);
