import { defineSignature } from "../signature.ts";

/** A consequence, never a cause: worth saying because the gateway's own message looks like one. */
export const restingCredential = defineSignature({
  id: "resting-credential",
  severity: "info",
  title: "A login or key is in cooldown after a failure",
  explanation: [
    "After a refusal the gateway leaves that login or key alone for a while and skips its models without asking. This follows from the first failure before it; put that right and it ends by itself.",
  ],
  remedy: null,
  shows: ({ endedBy, reason }) => endedBy === "gateway" && reason === "resting",
});
