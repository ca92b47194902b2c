import type { Rule } from "../../core/diagnosis.ts";
import { code } from "../../core/card.ts";
import type { Snapshot } from "../../core/gateway.ts";
import type { FailureReason } from "../../core/failure.ts";
import type { FailureSummary } from "../../core/ledger.ts";
import { say } from "../../words/say.ts";
import { CODEX, isMisrouted, routeOf } from "../routes.ts";
import { aboutOf, firstOf } from "../signature.ts";

/** Releases before 2026.8.1 whose `openai-codex` entry sends the ChatGPT login elsewhere, or over another api. */
export const codexWrongTransport: Rule = {
  id: "codex-wrong-transport",
  inspect({ snapshot, failures }) {
    const refused = failures.filter((failure) => isAstray(failure, snapshot));
    if (refused.length === 0) return [];
    const lacksScope = refused.some(isWithoutScope);
    return [
      {
        rule: "codex-wrong-transport",
        severity: "critical",
        title: say("routes.codex-transport"),
        explanation: [lacksScope ? WITHOUT_SCOPE : WRONG_ADDRESS],
        remedy: "codex-transport",
        agents: [...new Set(refused.flatMap((failure) => failure.agent ?? []))],
        about: aboutOf(refused),
        since: firstOf(refused),
      },
    ];
  },
};

const isWithoutScope = ({ scopes }: FailureSummary): boolean =>
  scopes.includes("api.responses.write") || scopes.includes("model.request");

const ELSEWHERE: ReadonlySet<FailureReason> = new Set(["not-found", "forbidden", "blocked"]);

/** What the wrong address says: a scope is missing, there is no such page (404), or a web page instead of an answer (403). */
function isAstray(failure: FailureSummary, snapshot: Snapshot): boolean {
  const { model, endedBy, reason } = failure;
  if (model.provider !== CODEX || endedBy !== "provider") return false;
  // Without an entry something nobody can see misleads it, such as a models.json.
  if (isWithoutScope(failure)) return isMisrouted(snapshot, model) || routeOf(snapshot, model) === "unset";
  return ELSEWHERE.has(reason) && isMisrouted(snapshot, model);
}

const entry = code(`models.providers.${CODEX}`);

const WITHOUT_SCOPE = say("routes.codex-transport.scope", { scope: code("api.responses.write"), entry });
const WRONG_ADDRESS = say("routes.codex-transport.address", { entry });
