import { code } from "../../core/card.ts";
import { defineCause } from "../cause.ts";

export const removedApi = defineCause({
  id: "removed-api",
  reasons: ["removed-api"],
  severity: "critical",
  title: (provider) => `The entry of ${provider} uses an api this release does not have`,
  why: ["The gateway refuses before it asks anybody."],
  next: (provider) => [
    "Correct ",
    code(`models.providers.${provider}.api`),
    ", or run on the gateway host: ",
    code("openclaw doctor --fix"),
    ".",
  ],
});
