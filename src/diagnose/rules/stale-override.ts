import { code, type Line } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import type { Snapshot } from "../../core/gateway.ts";
import type { ModelRef } from "../../core/model.ts";
import { hasChatGptLogin, hasOtherApi, providerOf, routeOf } from "../routes.ts";
import { aboutOf, firstOf } from "../signature.ts";

const OVERRIDE = "models.providers.openai";

/** Since 2026.6.1 the gateway routes ChatGPT logins itself; an override from before sends them astray. */
export const staleOverride: Rule = {
  id: "stale-override",
  inspect({ snapshot, failures }) {
    const entry = providerOf(snapshot, "openai");
    if (snapshot.release.chatgpt.provider !== "openai" || entry === null || !hasChatGptLogin(snapshot)) return [];
    const caught = failures.filter(
      (failure) =>
        failure.model.provider === "openai" &&
        isAstray(snapshot, failure.model) &&
        (failure.reason === "route-mismatch" || failure.scopes.includes("api.responses.write")),
    );
    if (caught.length === 0) return [];
    const local = caught.every((failure) => failure.endedBy === "gateway");
    return [
      {
        rule: "stale-override",
        severity: "critical",
        title: "A leftover provider override blocks the ChatGPT login",
        explanation: local ? WITHOUT_KEY : WITH_KEY,
        remedy: "remove-override",
        agents: [...new Set(caught.flatMap((failure) => failure.agent ?? []))],
        about: aboutOf(caught),
        since: firstOf(caught),
      },
    ];
  },
};

/** To the public API, or to the ChatGPT backend over an api it does not speak; an address of the operator's own is none. */
function isAstray(snapshot: Snapshot, model: ModelRef): boolean {
  const backend = routeOf(snapshot, model);
  return backend === "openai-api" || (backend === "chatgpt" && hasOtherApi(snapshot, model));
}

const WITHOUT_KEY: Line = [
  code(OVERRIDE),
  " sends OpenAI models over a route that does not fit the only login, a ChatGPT one. The gateway notices and refuses before it asks anybody. Its own advice, to log in again, does not help: the override must go.",
];
const WITH_KEY: Line = [
  code(OVERRIDE),
  " sends the model to the public API with a key that may not write responses, although a ChatGPT login is there. The key is refused and then in cooldown, so most turns are answered by the fallback without a new 401. The override must go.",
];
