import type { Generation } from "../generation.ts";

/** Failed attempts leave no transcript entry; sessions tell who chose their model. */
export const v20260801: Generation = {
  id: "2026.8.1",
  from: "2026.8.1",
  mark: "models.probe",
  sources: { providerErrors: "log", localRefusals: "decisions" },
  tellsPins: true,
};
