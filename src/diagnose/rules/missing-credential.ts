import { isLegacyRefusal } from "../routes.ts";
import { login } from "../commands.ts";
import { defineSignature } from "../signature.ts";

export const missingCredential = defineSignature({
  id: "missing-credential",
  severity: "critical",
  title: "The gateway finds no credential for the model's provider",
  explanation: [
    "It refuses without asking anybody. From 2026.5.5 to 2026.5.19 its own doctor rewrote model names so that the login no longer fits: upgrade to 2026.5.22 or later. Otherwise there is none to use.",
  ],
  next: (provider) => ["To sign in or give a key, run on the gateway host: ", login(provider), "."],
  remedy: null,
  shows: (failure, { snapshot }) =>
    failure.endedBy === "gateway" && failure.reason === "no-credential" && !isLegacyRefusal(failure, snapshot),
});
