import { offers } from "../commands.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const unavailableModel = defineSignature({
  id: "unavailable-model",
  severity: "critical",
  title: say("routes.unavailable"),
  explanation: say("routes.unavailable.why"),
  next: (provider) => say("routes.unavailable.next", { command: offers(provider) }),
  remedy: "choose-model",
  shows: ({ endedBy, reason }, { snapshot }) =>
    endedBy === "provider" &&
    (reason === "not-entitled" ||
      reason === "retired-model" ||
      (reason === "not-found" && !snapshot.release.heedsModelsJson)),
});
