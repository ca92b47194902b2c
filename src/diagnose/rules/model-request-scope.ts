import { code } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { defineSignature } from "../signature.ts";

export const modelRequestScope = defineSignature({
  id: "model-request-scope",
  severity: "critical",
  title: say("routes.model-request"),
  explanation: say("routes.model-request.why", { scope: code("model.request") }),
  next: () => say("routes.model-request.next", { api: code("api"), address: code("baseUrl") }),
  remedy: null,
  shows: ({ scopes }) => scopes.includes("model.request"),
});
