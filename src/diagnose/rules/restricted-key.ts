import { code } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import type { Rule } from "../../core/diagnosis.ts";
import type { Snapshot } from "../../core/gateway.ts";
import { say } from "../../words/say.ts";
import { CODEX, hasChatGptLogin, providerOf } from "../routes.ts";
import { aboutOf, firstOf } from "../signature.ts";

/** An API key that lacks the scope: the route is right, the key is not allowed to use it. */
export const restrictedKey: Rule = {
  id: "restricted-key",
  inspect({ snapshot, failures }) {
    const refused = failures.filter(
      (failure) =>
        failure.status === 401 &&
        failure.model.provider !== CODEX &&
        failure.scopes.includes("api.responses.write") &&
        !isStaleOverride(failure.model.provider, snapshot) &&
        providerOf(snapshot, failure.model.provider)?.hasKey === true,
    );
    const first = refused[0];
    if (!first) return [];
    const login = hasChatGptLogin(snapshot);
    return [
      {
        rule: "restricted-key",
        severity: "critical",
        title: say("routes.restricted-key"),
        explanation: [
          say("routes.restricted-key.why", {
            provider: code(first.model.provider),
            scope: code("api.responses.write"),
            model: formatModel(first.model),
          }),
        ],
        next: [login ? say("routes.restricted-key.login") : say("routes.restricted-key.key")],
        remedy: login ? "move-primary" : null,
        agents: [...new Set(refused.flatMap((failure) => failure.agent ?? []))],
        about: aboutOf(refused),
        since: firstOf(refused),
      },
    ];
  },
};

/** There the entry itself is what is wrong, see stale-override. */
const isStaleOverride = (provider: string, snapshot: Snapshot): boolean =>
  provider === "openai" && snapshot.release.chatgpt.provider === "openai" && hasChatGptLogin(snapshot);
