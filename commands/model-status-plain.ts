import { ago, code, heading, strong, text, type Block, type Inline, type Line } from "../src/core/card.ts";
import { formatModel, sameModel } from "../src/core/model.ts";
import type { AgentReport, GatewayReport } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { sayKnown, sayListed, sayNamed } from "../src/words/sequence.ts";

/** Whether everything answers as it should, and nobody is changing or has to do anything. */
export function isPlain({ reading, agents, diagnoses, counts, mended, openRepair }: GatewayReport): boolean {
  return (
    reading.state === "current" &&
    mended === undefined &&
    openRepair === undefined &&
    counts !== null &&
    agents.some(({ verdict }) => verdict === "healthy") &&
    agents.every(({ verdict, answering }) => verdict === "idle" || (verdict === "healthy" && !answering?.reported)) &&
    diagnoses.every(({ severity }) => severity === "info")
  );
}

/** Beside others nothing more has to be said of it. */
export const isQuiet = (report: GatewayReport): boolean =>
  isPlain(report) && report.diagnoses.length === 0 && report.counts?.unknown["24h"] === 0;

/** Of gateways that share a line so many are named. */
const NAMED = 3;

/** Those that are well, after everything that somebody has to look at: a line each, or for all that are alike. */
export const writeFine = (groups: readonly (readonly GatewayReport[])[]): readonly Block[] =>
  groups.length === 0
    ? []
    : [heading(strong(say("status.well"))), { kind: "list", items: groups.map((group) => writeGroup(group)) }];

function writeGroup(group: readonly GatewayReport[]): Line {
  const names = group.map(({ id }) => id);
  const [only = ""] = names;
  return [strong(names.length === 1 ? only : sayNamed(names, NAMED)), " · ", ...writeLine(group)];
}

/** A gateway that is well, or several alike, in one line; its name stands there where it is not the only one. */
export const writePlain = (group: readonly GatewayReport[], isAlone: boolean): Block =>
  isAlone
    ? text(...writeLine(group))
    : heading(strong(sayKnown(group.map(({ id }) => id))), " · ", ...writeLine(group));

/** Of gateways that are set alike. */
function writeLine(group: readonly GatewayReport[]): Line {
  const agents = group.flatMap((report) => report.agents);
  const { agents: models = [], version = null } = group[0] ?? {};
  const last = agents.reduce((newest, { answering }) => Math.max(newest, answering?.lastAt ?? 0), 0);
  const line = say("status.line", {
    models: sayListed(writeModels(models)),
    counts: group.some(({ counts }) => counts === null) ? say("status.no-counts") : sayListed(countsOf(group)),
    known: last > 0 ? "yes" : "no",
    last: ago(last),
  });
  return version === null ? [line] : [line, ` · OpenClaw ${version}`];
}

/** Each configured model once, with whose it is where that is not everybody's. */
export function writeModels(agents: readonly AgentReport[]): readonly Inline[] {
  const byModel = Map.groupBy(agents, ({ setting }) => setting.primary && formatModel(setting.primary));
  return [...byModel].map(([name, own]): Inline => {
    const model = name === null ? say("status.model-unknown") : code(name);
    const whose = own.map(({ setting }) => setting.id);
    const named = byModel.size > 1 ? say("status.of-agents", { what: model, agents: sayListed(whose) }) : model;
    const others = [...new Set(own.flatMap(otherAnswerer))];
    return others.length === 0 ? named : say("status.last-by", { model: named, others: sayListed(others.map(code)) });
  });
}

/** Whom somebody chose instead of the primary, where that was the last to answer. */
const otherAnswerer = ({ answering, setting: { primary } }: AgentReport): readonly string[] =>
  answering === null || primary === null || sameModel(answering.model, primary) ? [] : [formatModel(answering.model)];

/** What is zero is not said. */
function countsOf(group: readonly GatewayReport[]): readonly Inline[] {
  const sumOf = (what: "answers" | "fallbacks" | "unauthorized" | "exhausted"): number =>
    group.reduce((sum, { counts }) => sum + (counts?.[what]["24h"] ?? 0), 0);
  const [answers, fallbacks, unauthorized, exhausted] = [
    sumOf("answers"),
    sumOf("fallbacks"),
    sumOf("unauthorized"),
    sumOf("exhausted"),
  ];
  return [
    answers === 0 ? say("status.no-answers") : say("status.answers", { count: answers }),
    ...(fallbacks > 0 ? [say("status.by-fallback", { count: fallbacks })] : []),
    ...(unauthorized > 0 ? [say("incidents.unauthorized", { count: unauthorized })] : []),
    ...(exhausted > 0 ? [say("status.without", { count: exhausted })] : []),
  ];
}
