import type { Generation } from "../generation.ts";

/** The log gains `model_fallback_decision`, which names refusals; transcripts still hold what providers said. */
export const v20260311: Generation = {
  id: "2026.3.11",
  from: "2026.3.11",
  mark: "sessions.subscribe",
  sources: { providerErrors: "transcripts", localRefusals: "decisions" },
  tellsPins: false,
};
