import { ago, code, heading, strong, text, type Block, type Line } from "../src/core/card.ts";
import type { Counts } from "../src/core/evidence.ts";
import { formatModel, sameModel } from "../src/core/model.ts";
import type { AgentReport, GatewayReport } from "../src/core/report.ts";

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

/** Those that are well, a line each, after everything that somebody has to look at. */
export const writeFine = (reports: readonly GatewayReport[]): readonly Block[] =>
  reports.length === 0
    ? []
    : [
        heading(strong("Fine")),
        { kind: "list", items: reports.map((report) => [strong(report.id), " · ", ...writeLine(report)]) },
      ];

/** A gateway that is well, in one line; its name stands there where it is not the only one. */
export const writePlain = (report: GatewayReport, isAlone: boolean): Block =>
  isAlone ? text(...writeLine(report)) : heading(strong(report.id), " · ", ...writeLine(report));

function writeLine({ agents, counts, version }: GatewayReport): Line {
  return [
    ...writeModels(agents),
    ": ",
    counts === null ? "counts unknown" : countsOf(counts),
    ...lastOf(agents),
    version === null ? "" : ` · OpenClaw ${version}`,
  ];
}

/** Each configured model once, with whose it is where that is not everybody's. */
function writeModels(agents: readonly AgentReport[]): Line {
  const byModel = Map.groupBy(agents, ({ setting }) => setting.primary && formatModel(setting.primary));
  const named = [...byModel].map(([, own]): Line => {
    const primary = own[0]?.setting.primary;
    const whose = byModel.size > 1 ? ` (${own.map(({ setting }) => setting.id).join(", ")})` : "";
    const others = new Set(own.flatMap(otherAnswerer));
    const last: Line = [...others].flatMap((model, index) => [index === 0 ? ", last answered by " : ", ", code(model)]);
    return [primary ? code(formatModel(primary)) : "model unknown", whose, ...last];
  });
  return named.flatMap((one, index) => (index === 0 ? one : [", ", ...one]));
}

/** Whom somebody chose instead of the primary, where that was the last to answer. */
const otherAnswerer = ({ answering, setting: { primary } }: AgentReport): readonly string[] =>
  answering === null || primary === null || sameModel(answering.model, primary) ? [] : [formatModel(answering.model)];

/** What is zero is not said. */
const countsOf = ({ answers, fallbacks, unauthorized, exhausted }: Counts): string =>
  [
    answers["24h"] === 0
      ? "no answer in 24 h"
      : `${answers["24h"]} ${answers["24h"] === 1 ? "answer" : "answers"} in 24 h`,
    ...(fallbacks["24h"] > 0 ? [`${fallbacks["24h"]} of them by a fallback`] : []),
    ...(unauthorized["24h"] > 0 ? [`${unauthorized["24h"]} × 401`] : []),
    ...(exhausted["24h"] > 0 ? [`${exhausted["24h"]} without an answer`] : []),
  ].join(", ");

function lastOf(agents: readonly AgentReport[]): Line {
  const last = Math.max(...agents.map(({ answering }) => answering?.lastAt ?? 0));
  return last === 0 ? [] : [", last ", ago(last)];
}
