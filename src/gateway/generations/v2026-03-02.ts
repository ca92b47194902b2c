import type { Generation } from "../generation.ts";

/** Transcripts hold every attempt a provider answered; refusals leave only a line of the lane in the log. */
export const v20260302: Generation = {
  id: "2026.3.2",
  from: "2026.1.29",
  mark: null,
  sources: { providerErrors: "transcripts", localRefusals: "lane-errors" },
  tellsPins: false,
};
