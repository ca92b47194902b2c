import { signIn } from "../commands.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";
import { CODEX, hasChatGptLogin, providerOf, routeOf } from "../routes.ts";

/** The ChatGPT backend itself says 401: the login was revoked or has run out. The configuration is right. */
export const signInRejected = defineSignature({
  id: "sign-in-rejected",
  severity: "critical",
  title: say("routes.sign-in-rejected"),
  explanation: say("routes.sign-in-rejected.why"),
  next: (_provider, { release }) => signIn(release.chatgpt.provider),
  remedy: "sign-in",
  shows: ({ endedBy, reason, model }, { snapshot }) =>
    endedBy === "provider" &&
    (reason === "unauthorized" || reason === "login-expired" || reason === "wrong-key") &&
    (model.provider === CODEX || model.provider === "openai") &&
    hasChatGptLogin(snapshot) &&
    providerOf(snapshot, model.provider)?.hasKey !== true &&
    routeOf(snapshot, model) !== "openai-api",
});
