import { defineSignature } from "../signature.ts";

export const storeFlag = defineSignature({
  id: "store-flag",
  severity: "critical",
  title: "The release sends requests the provider refuses",
  explanation: [
    "The provider wants `store` to be false and this release does not send it so: upgrade to 2026.4.20 or later.",
  ],
  remedy: null,
  shows: ({ reason }) => reason === "store-flag",
});
