import { ago, code, when, type Block, type Message } from "../src/core/card.ts";
import { formatModel } from "../src/core/model.ts";
import type { AgentReport, Payment, Verdict } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { sayListed } from "../src/words/sequence.ts";

const VERDICTS: Readonly<Record<Verdict, string>> = {
  failing: "failing",
  "silent-fallback": "fallback",
  unknown: "unknown",
  idle: "idle",
  healthy: "healthy",
};

interface Among {
  /** There are other agents. */
  readonly isNamed: boolean;
  /** There is no other gateway. */
  readonly isAlone: boolean;
}

/** What an agent is set to, who answers it, and, where the first line of the card does not say it, how that is judged. */
export function writeAgent(
  { setting, answering, verdict, pinned, route }: AgentReport,
  { isNamed, isAlone }: Among,
): Block {
  const configured = setting.primary === null ? say("status.not-known") : code(formatModel(setting.primary));
  const fallbacks = setting.fallbacks.map(formatModel);
  const chain =
    fallbacks.length === 0 ? configured : say("status.then", { model: configured, fallbacks: sayListed(fallbacks) });
  const judged = answering?.judged === "rerouted" ? "rerouted" : VERDICTS[verdict];
  const fields = [
    { label: say("status.configured"), value: [chain] },
    { label: say("status.answering"), value: [writeAnswering(answering, route)] },
    ...(isNamed || !isAlone
      ? [{ label: say("status.judged"), value: [say("status.verdict", { verdict: judged })] }]
      : []),
    ...(pinned.length > 0
      ? [{ label: say("status.pinned"), value: [say("status.pinned-count", { count: pinned.length })] }]
      : []),
  ];
  const agent = { label: say("status.agent"), value: [code(setting.id)] };
  return { kind: "fields", fields: isNamed ? [agent, ...fields] : fields };
}

const PAID: Readonly<Record<Payment, string | null>> = {
  subscription: "subscription",
  "by-use": "used",
  local: "local",
  unknown: null,
};

/** How it is paid is said where it matters: the answers come another way than they should, or from another model. */
function writeAnswering(answering: AgentReport["answering"], route: AgentReport["route"]): Message {
  if (answering === null) return say("status.nothing");
  const { model, since, lastAt, reported } = answering;
  const plain = say("status.answered", { model: code(formatModel(model)), since: when(since), last: ago(lastAt) });
  const [meant, paid] = [PAID[route?.configured?.payment ?? "unknown"], PAID[route?.answering?.payment ?? "unknown"]];
  const sure = route?.answering?.inferred === true ? "no" : "yes";
  const isOther = meant !== null && paid !== null && meant !== paid;
  const answered = isOther ? say("status.paid-otherwise", { answered: plain, paid, sure, meant }) : plain;
  return reported ? say("status.reported", { answered, model: code(reported) }) : answered;
}
