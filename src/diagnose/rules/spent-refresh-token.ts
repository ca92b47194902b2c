import { defineSignature } from "../signature.ts";

export const spentRefreshToken = defineSignature({
  id: "spent-refresh-token",
  severity: "critical",
  title: "The login's refresh token is spent",
  explanation: [
    "Two processes renewed the same login, or a release did it twice at once (2026.5.12 to 2026.5.14). Upgrade to 2026.5.19 or later, then log in again, once, on the gateway host.",
  ],
  remedy: "sign-in",
  shows: ({ reason }) => reason === "spent-refresh-token",
});
