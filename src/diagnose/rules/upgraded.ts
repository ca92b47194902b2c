import { code, when, type Message } from "../../core/card.ts";
import type { Rule, RuleInput } from "../../core/diagnosis.ts";
import type { Upgrade } from "../../core/ledger.ts";
import { formatModel, sameModel } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { isChatgpt } from "../routes.ts";

/** The gateway runs another release since yesterday or later: what that changed, as far as answers show it. */
export const upgraded: Rule = {
  id: "upgraded",
  inspect({ upgrade = null, routeChanges = [], snapshot }) {
    if (upgrade === null) return [];
    const agents = snapshot.agents.map(({ id }) => id);
    const answers = upgrade.answers.filter(({ agent }) => agents.includes(agent));
    return [
      {
        rule: "upgraded",
        severity: "info",
        title: say("turns.upgraded", { to: upgrade.to, from: upgrade.from }),
        explanation: [
          sayInTurn(
            say("turns.upgraded.since", { at: when(upgrade.at) }),
            describeSetting(routeChanges, upgrade),
            ...(answers.length === 0
              ? [say("turns.upgraded.silent")]
              : answers.map((one) => describeAnswer(one, agents.length > 1))),
          ),
        ],
        remedy: null,
        agents,
        since: upgrade.at,
      },
    ];
  },
};

const describeSetting = (changes: NonNullable<RuleInput["routeChanges"]>, { at }: Upgrade): Message =>
  say("turns.upgraded.configured", { changed: changes.some((change) => change.at >= at) ? "yes" : "no" });

type Answers = Upgrade["answers"][number];

function describeAnswer({ agent, before, since }: Answers, isNamed: boolean): Message {
  const whose = { agent, named: isNamed ? "yes" : "no" };
  if (since === null) return say("turns.upgraded.no-answer", whose);
  const first = { ...whose, model: code(formatModel(since.model)), at: when(since.at) };
  return before === null
    ? say("turns.upgraded.first", first)
    : say("turns.upgraded.compared", { ...first, compared: compare(before, since) });
}

type Answered = NonNullable<Answers["since"]>;

function compare(before: Answered, since: Answered): Message {
  const former = { before: formatModel(before.model) };
  if (!sameModel(before.model, since.model)) return say("turns.upgraded.other-model", former);
  const [from, to] = [toWay(before), toWay(since)];
  if (from === to) return say("turns.upgraded.same-route");
  if (before.api === null || since.api === null) return say("turns.upgraded.same-model", former);
  return say("turns.upgraded.other-route", { api: since.api, before: before.api });
}

/** What releases call the backend of the ChatGPT login has changed, and the way to it has not. */
const toWay = ({ model, api }: Answered): string =>
  isChatgpt(model.provider, api) ? "chatgpt" : `${model.provider} ${api ?? ""}`;
