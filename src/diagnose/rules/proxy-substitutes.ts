import { code, type Line } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { Answering } from "../../core/ledger.ts";
import { formatModel } from "../../core/model.ts";
import { compareNames } from "../../core/model-name.ts";

/** A proxy between the gateway and the models answers with another model than it was asked for, or may do so. */
export const proxySubstitutes: Rule = {
  id: "proxy-substitutes",
  inspect: ({ answering }) =>
    answering.flatMap((answer): readonly Diagnosis[] =>
      answer.reported === null ? [] : [toDiagnosis(answer, answer.reported)],
    ),
};

function toDiagnosis({ agent, model, since }: Answering, reported: string): Diagnosis {
  const isSure = compareNames(model.model, reported) === "other";
  const asked: Line = [code(formatModel(model)), " was asked, and the answer says that it comes from ", code(reported)];
  return {
    rule: "proxy-substitutes",
    subject: model.provider,
    severity: isSure ? "warning" : "info",
    title: isSure ? `What ${model.provider} answers with is another model` : `${NAME} ${model.provider}`,
    explanation: isSure
      ? [...asked, ". The gateway does not notice. Look at the routes and fallbacks of that proxy."]
      : [...asked, ": that may be the whole name of the same model, or another version of it."],
    remedy: null,
    agents: [agent],
    since,
  };
}

const NAME = "It is not certain which model answers for";
