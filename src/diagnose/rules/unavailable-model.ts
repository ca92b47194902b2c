import { offers } from "../commands.ts";
import { defineSignature } from "../signature.ts";

export const unavailableModel = defineSignature({
  id: "unavailable-model",
  severity: "critical",
  title: "The provider does not offer this model to this account",
  explanation: ["It was retired, or the plan does not include it. Choose another model for the agent."],
  next: (provider) => ["What it offers: ", offers(provider), "."],
  remedy: "choose-model",
  shows: ({ endedBy, reason }, { snapshot }) =>
    endedBy === "provider" &&
    (reason === "not-entitled" ||
      reason === "retired-model" ||
      (reason === "not-found" && !snapshot.release.heedsModelsJson)),
});
