import { code } from "../../core/card.ts";
import type { FailureSummary } from "../../core/ledger.ts";
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
    const canMove = hasChatGptLogin(snapshot) && refused.some((one) => isLed(one, snapshot));
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
        next: [canMove ? say("routes.restricted-key.login") : say("routes.restricted-key.key")],
        remedy: canMove ? "move-primary" : null,
        agents: [...new Set(refused.flatMap((failure) => failure.agent ?? []))],
        about: aboutOf(refused),
        since: firstOf(refused),
      },
    ];
  },
};

/** Whether the failing provider is what an agent asks first: a job or heartbeats may ask it beside that. */
const isLed = ({ agent, model }: FailureSummary, { agents }: Snapshot): boolean =>
  agents.some(({ id, primary }) => (agent === null || id === agent) && primary?.provider === model.provider);

/** There the entry itself is what is wrong, see stale-override. */
const isStaleOverride = (provider: string, snapshot: Snapshot): boolean =>
  provider === "openai" && snapshot.release.chatgpt.provider === "openai" && hasChatGptLogin(snapshot);
