import { code } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import { formatModel } from "../../core/model.ts";
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
        title: "The gateway does not know the configured model",
        explanation: [
          code(formatModel(failure.model)),
          " is not in this release's catalogue, so it is skipped without a request and without an error anyone sees. ",
          definable
            ? "It can be defined in the configuration, or the gateway upgraded to 2026.3.8 or later."
            : "Choose a model the release knows, or upgrade the gateway.",
        ],
        remedy: definable ? "codex-transport" : "choose-model",
        agents: failure.agent === null ? [] : [failure.agent],
        about: aboutOf([failure]),
        since: failure.firstAt,
      };
    });
  },
};
