import { code, type Line } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { Answering } from "../../core/ledger.ts";
import { formatModel, type ModelRef } from "../../core/model.ts";
import { intendedPayment, isKeyTold, paymentOf } from "../payment.ts";

/** Answers that nobody chose moved from a plan, or from a model of one's own, to what is paid by use. */
export const paidSubstitution: Rule = {
  id: "paid-substitution",
  inspect: ({ snapshot, answering }) =>
    answering.flatMap((answer): readonly Diagnosis[] => {
      const primary = snapshot.agents.find(({ id }) => id === answer.agent)?.primary;
      if (!primary || answer.judged === "chosen" || answer.judged === "unknown") return [];
      if (paymentOf(snapshot, answer.model, answer.api) !== "by-use") return [];
      const intended = intendedPayment(snapshot, primary);
      if (intended !== "subscription" && intended !== "local") return [];
      return [toDiagnosis(answer, primary, intended, isKeyTold(snapshot, answer.model.provider))];
    }),
};

const toDiagnosis = (
  { agent, model, since }: Answering,
  primary: ModelRef,
  intended: "subscription" | "local",
  isTold: boolean,
): Diagnosis => ({
  rule: "paid-substitution",
  subject: agent,
  severity: "critical",
  title:
    intended === "local"
      ? "Answers come from a paid service instead of the local model"
      : "Answers are paid by use instead of by the subscription",
  explanation: [
    code(formatModel(model)),
    isTold
      ? " answers with an API key, while "
      : " answers, as far as can be told with an API key of the gateway's environment, while ",
    code(formatModel(primary)),
    ...WHILE[intended],
  ],
  remedy: null,
  agents: [agent],
  since,
});

const WHILE: Readonly<Record<"subscription" | "local", Line>> = {
  subscription: [" is covered by a login. Every answer now costs money."],
  local: [" runs on a machine of your own. Every answer now costs money, and what is said leaves your network."],
};
