import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { login } from "../commands.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { aboutOf, firstOf } from "../signature.ts";

/** The provider refuses the primary model, whatever the reason. Other rules may know which it is. */
export const unauthorized: Rule = {
  id: "unauthorized",
  inspect({ snapshot, failures }) {
    return snapshot.agents.flatMap(({ id, primary }) => {
      const refused = failures.filter(
        ({ endedBy, status, model }) =>
          endedBy === "provider" && status === 401 && primary !== null && formatModel(model) === formatModel(primary),
      );
      if (primary === null || refused.length === 0) return [];
      return [
        {
          rule: "unauthorized",
          severity: "critical" as const,
          title: say("causes.unauthorized"),
          explanation: [say("causes.unauthorized.why", { model: code(formatModel(primary)) })],
          next: [say("causes.run", { command: login(primary.provider) })],
          remedy: null,
          agents: [id],
          about: aboutOf(refused),
          since: firstOf(refused),
        },
      ];
    });
  },
};
