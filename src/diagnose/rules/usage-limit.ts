import { defineSignature } from "../signature.ts";

export const usageLimit = defineSignature({
  id: "usage-limit",
  severity: "warning",
  title: "The provider's usage limit is reached",
  explanation: ["The provider answers 429: the plan's limit is used up for now, and fallbacks answer until it resets."],
  remedy: null,
  shows: ({ endedBy, reason }) => endedBy === "provider" && (reason === "rate-limit" || reason === "plan-limit"),
});
