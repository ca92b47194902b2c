import { code, when, type Line } from "../../core/card.ts";
import type { Rule, RuleInput } from "../../core/diagnosis.ts";
import type { Upgrade } from "../../core/ledger.ts";
import { formatModel, sameModel } from "../../core/model.ts";
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
        title: `OpenClaw ${upgrade.to} runs instead of ${upgrade.from}`,
        explanation: [
          "Since ",
          when(upgrade.at),
          ". ",
          ...describeSetting(routeChanges, upgrade),
          ...(answers.length === 0
            ? [" Nothing was answered since."]
            : answers.flatMap((one) => [" ", ...describeAnswer(one, agents.length > 1)])),
        ],
        remedy: null,
        agents,
        since: upgrade.at,
      },
    ];
  },
};

const describeSetting = (changes: NonNullable<RuleInput["routeChanges"]>, { at }: Upgrade): Line =>
  changes.some((change) => change.at >= at)
    ? ["The configured model is another one since."]
    : ["The configured model is the same."];

type Answers = Upgrade["answers"][number];

function describeAnswer({ agent, before, since }: Answers, isNamed: boolean): Line {
  const whose = isNamed ? ` of ${agent}` : "";
  if (since === null) return [`No real answer${whose} since.`];
  const first: Line = [`First answer${whose} since: `, code(formatModel(since.model)), " at ", when(since.at)];
  if (before === null) return [...first, "."];
  return [...first, `, ${compare(before, since)}.`];
}

type Answered = NonNullable<Answers["since"]>;

function compare(before: Answered, since: Answered): string {
  if (!sameModel(before.model, since.model)) return `before it was ${formatModel(before.model)}`;
  const [from, to] = [toWay(before), toWay(since)];
  if (from === to) return "over the same route as before";
  if (before.api === null || since.api === null)
    return `the same model as before, which was ${formatModel(before.model)}`;
  return `asked over ${since.api} instead of ${before.api}: another route than before`;
}

/** What releases call the backend of the ChatGPT login has changed, and the way to it has not. */
const toWay = ({ model, api }: Answered): string =>
  isChatgpt(model.provider, api) ? "chatgpt" : `${model.provider} ${api ?? ""}`;
