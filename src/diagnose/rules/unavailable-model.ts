import { defineSignature } from "../signature.ts";

export const unavailableModel = defineSignature({
  id: "unavailable-model",
  severity: "critical",
  title: "The provider does not offer this model to this account",
  explanation: ["It was retired, or the plan does not include it. Choose another model for the agent."],
  remedy: "choose-model",
  shows: ({ endedBy, reason, message }, { snapshot }) =>
    endedBy === "provider" &&
    (/not supported .*chatgpt account/i.test(message ?? "") ||
      (reason === "not-found" && !snapshot.release.heedsModelsJson)),
});
