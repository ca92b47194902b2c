import { code } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { Answering } from "../../core/ledger.ts";
import { formatModel } from "../../core/model.ts";
import { compareNames } from "../../core/model-name.ts";
import { say } from "../../words/say.ts";

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
  const { provider } = model;
  const sure = isSure ? "yes" : "no";
  return {
    rule: "proxy-substitutes",
    subject: provider,
    severity: isSure ? "warning" : "info",
    title: say("turns.proxy", { provider, sure }),
    explanation: [say("turns.proxy.why", { model: code(formatModel(model)), reported: code(reported), sure })],
    remedy: null,
    agents: [agent],
    since,
  };
}
