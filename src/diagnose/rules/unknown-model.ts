import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { CODEX, isLegacyRefusal } from "../routes.ts";
import { aboutOf } from "../signature.ts";

/** The release does not know the configured model and ends the attempt without asking anybody. */
export const unknownModel: Rule = {
  id: "unknown-model",
  inspect({ snapshot, failures }) {
    const unknown = failures.filter(
      (failure) =>
        failure.reason === "unknown-model" && failure.endedBy === "gateway" && !isLegacyRefusal(failure, snapshot),
    );
    return unknown.map((failure) => {
      const definable = failure.model.provider === CODEX && snapshot.release.codexEntry === "needed";
      return {
        rule: "unknown-model",
        severity: "critical",
        title: say("routes.unknown-model"),
        explanation: [say("routes.unknown-model.why", { model: code(formatModel(failure.model)) })],
        next: [say("routes.unknown-model.next", { remedy: definable ? "define" : "choose" })],
        remedy: definable ? "codex-transport" : "choose-model",
        agents: failure.agent === null ? [] : [failure.agent],
        about: aboutOf([failure]),
        since: failure.firstAt,
      };
    });
  },
};
