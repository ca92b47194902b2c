import type { Generation } from "../generation.ts";

/** Transcripts no longer say why an attempt failed; the log does, and names the session of each run. */
export const v20260601: Generation = {
  id: "2026.6.1",
  from: "2026.6.1",
  mark: null,
  sources: { providerErrors: "log", localRefusals: "decisions" },
  tellsPins: false,
};
