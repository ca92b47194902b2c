import { defineSignature } from "../signature.ts";

export const missingBearer = defineSignature({
  id: "missing-bearer",
  severity: "critical",
  title: "The gateway sends requests without the login",
  explanation: [
    "The provider says that no token came with the request. Some releases lose it on the way (2026.4.26, 2026.5.12 to 2026.5.16): upgrade to 2026.5.19 or later.",
  ],
  remedy: null,
  shows: ({ reason }) => reason === "missing-bearer",
});
