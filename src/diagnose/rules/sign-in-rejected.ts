import { login } from "../commands.ts";
import { defineSignature } from "../signature.ts";
import { CODEX, hasChatGptLogin, providerOf, routeOf } from "../routes.ts";

/** The ChatGPT backend itself says 401: the login was revoked or has run out. The configuration is right. */
export const signInRejected = defineSignature({
  id: "sign-in-rejected",
  severity: "critical",
  title: "The ChatGPT login is refused",
  explanation: [
    "The provider answers 401 on the right route, so the login itself was revoked or has expired; nothing in the configuration is wrong.",
  ],
  next: (_provider, { release }) => ["On the gateway host run: ", login(release.chatgpt.provider), "."],
  remedy: "sign-in",
  shows: ({ endedBy, reason, model }, { snapshot }) =>
    endedBy === "provider" &&
    (reason === "unauthorized" || reason === "login-expired" || reason === "wrong-key") &&
    (model.provider === CODEX || model.provider === "openai") &&
    hasChatGptLogin(snapshot) &&
    providerOf(snapshot, model.provider)?.hasKey !== true &&
    routeOf(snapshot, model) !== "openai-api",
});
