import { login } from "../commands.ts";
import { defineSignature } from "../signature.ts";

export const spentRefreshToken = defineSignature({
  id: "spent-refresh-token",
  severity: "critical",
  title: "The login's refresh token is spent",
  explanation: [
    "Two processes renewed the same login, or a release did it twice at once (2026.5.12 to 2026.5.14). Use 2026.5.19 or later, and sign in again, once.",
  ],
  next: (provider) => ["On the gateway host run: ", login(provider), "."],
  remedy: "sign-in",
  shows: ({ reason }) => reason === "spent-refresh-token",
});
