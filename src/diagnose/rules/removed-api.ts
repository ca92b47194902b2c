import { code } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { defineCause } from "../cause.ts";

export const removedApi = defineCause({
  id: "removed-api",
  reasons: ["removed-api"],
  severity: "critical",
  title: (provider) => say("causes.removed-api", { provider }),
  why: say("causes.removed-api.why"),
  next: (provider) => [
    say("causes.removed-api.next", {
      path: code(`models.providers.${provider}.api`),
      command: code("openclaw doctor --fix"),
    }),
  ],
});
