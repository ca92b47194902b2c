import { code } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";
import { CODEX, isMisrouted, routeOf } from "../routes.ts";

/** Up to 2026.3.7 an effective `models.json` keeps its old address, whatever the configuration says. */
export const staleModelsJson = defineSignature({
  id: "stale-models-json",
  severity: "critical",
  title: say("routes.models-json"),
  explanation: say("routes.models-json.why", {
    answer: code("Not Found"),
    setting: code('models.mode: "replace"'),
  }),
  remedy: "codex-transport-replace",
  on: ({ heedsModelsJson }) => heedsModelsJson,
  shows: ({ endedBy, reason, model }, { snapshot }) =>
    endedBy === "provider" &&
    reason === "not-found" &&
    model.provider === CODEX &&
    routeOf(snapshot, model) === "chatgpt" &&
    !isMisrouted(snapshot, model),
});
