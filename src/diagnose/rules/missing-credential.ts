import { isLegacyRefusal } from "../routes.ts";
import { login } from "../commands.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const missingCredential = defineSignature({
  id: "missing-credential",
  severity: "critical",
  title: say("routes.missing-credential"),
  explanation: say("routes.missing-credential.why"),
  next: (provider) => say("routes.missing-credential.next", { command: login(provider) }),
  remedy: null,
  shows: (failure, { snapshot }) =>
    failure.endedBy === "gateway" && failure.reason === "no-credential" && !isLegacyRefusal(failure, snapshot),
});
