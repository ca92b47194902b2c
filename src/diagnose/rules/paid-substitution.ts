import { code } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { Answering } from "../../core/ledger.ts";
import { formatModel, type ModelRef } from "../../core/model.ts";
import { say } from "../../words/say.ts";
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
  title: say("turns.paid", { meant: intended }),
  explanation: [
    say("turns.paid.why", {
      model: code(formatModel(model)),
      sure: isTold ? "yes" : "no",
      configured: code(formatModel(primary)),
      meant: intended,
    }),
  ],
  remedy: null,
  agents: [agent],
  since,
});
