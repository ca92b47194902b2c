import { code } from "../../core/card.ts";
import { defineSignature } from "../signature.ts";
import { CODEX, isMisrouted, routeOf } from "../routes.ts";

/** Up to 2026.3.7 an effective `models.json` keeps its old address, whatever the configuration says. */
export const staleModelsJson = defineSignature({
  id: "stale-models-json",
  severity: "critical",
  title: "An old models.json overrules the configuration",
  explanation: [
    "The configuration names the ChatGPT backend, but requests still go to an old address and come back ",
    code("Not Found"),
    ", which users see as the answer. The agent's generated models.json holds the old address and wins; ",
    code('models.mode: "replace"'),
    " makes the configuration win.",
  ],
  remedy: "codex-transport-replace",
  on: ({ heedsModelsJson }) => heedsModelsJson,
  shows: ({ endedBy, reason, model }, { snapshot }) =>
    endedBy === "provider" &&
    reason === "not-found" &&
    model.provider === CODEX &&
    routeOf(snapshot, model) === "chatgpt" &&
    !isMisrouted(snapshot, model),
});
