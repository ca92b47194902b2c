import { defineCause } from "../cause.ts";
import { login } from "../commands.ts";

export const loginExpired = defineCause({
  id: "login-expired",
  reasons: ["login-expired"],
  severity: "critical",
  remedy: "sign-in",
  title: (provider) => `The sign-in for ${provider} has expired or was revoked`,
  why: ["The provider wants a new one."],
  next: (provider) => ["On the gateway host run: ", login(provider), "."],
});
