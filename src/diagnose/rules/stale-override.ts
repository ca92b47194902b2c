import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import type { Snapshot } from "../../core/gateway.ts";
import type { ModelRef } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { hasChatGptLogin, hasOtherApi, providerOf, routeOf } from "../routes.ts";
import { aboutOf, firstOf } from "../signature.ts";

const entry = code("models.providers.openai");

/** Since 2026.6.1 the gateway routes ChatGPT logins itself; an override from before sends them astray. */
export const staleOverride: Rule = {
  id: "stale-override",
  inspect({ snapshot, failures }) {
    const override = providerOf(snapshot, "openai");
    if (snapshot.release.chatgpt.provider !== "openai" || override === null || !hasChatGptLogin(snapshot)) return [];
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
        title: say("routes.stale-override"),
        explanation: [
          local ? say("routes.stale-override.login", { entry }) : say("routes.stale-override.key", { entry }),
        ],
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
