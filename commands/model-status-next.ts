import { code, strong, text, type Action, type Block } from "../src/core/card.ts";
import type { Diagnosis } from "../src/core/diagnosis.ts";
import type { GatewayReport } from "../src/core/report.ts";
import { RULE_FACTS } from "../src/core/rules.ts";
import { say } from "../src/words/say.ts";

/** What follows from a known cause is not told beside it, unless it says more than that. */
export function withoutConsequences(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const isCaused = diagnoses.some(({ rule }) => RULE_FACTS[rule].role === "cause");
  return diagnoses.filter(
    ({ rule, severity }) => !isCaused || severity === "info" || RULE_FACTS[rule].role !== "consequence",
  );
}

/** Whether `/fix-codex` has something to offer that is worth pressing a button for. */
export const isFixable = ({ diagnoses }: GatewayReport): boolean =>
  diagnoses.some(({ remedy, severity }) => remedy !== null && severity !== "info");

/** The next step, right under what was found, in the words of whoever asks. */
export function writeNext(report: GatewayReport, isAdmin: boolean): readonly Block[] {
  if (!isFixable(report) || report.openRepair !== undefined) return [];
  const told = { next: strong(say("status.next")), command: code("/fix-codex") };
  return [text(isAdmin ? say("status.next-admin", told) : say("status.next-others", told))];
}

/** As many gateways as have a button of their own. */
const MOST = 3;

/** The step first, for those who may take it; then what there is to see. `told`: those that the card tells of in full. */
export function toActions(
  reports: readonly GatewayReport[],
  told: readonly GatewayReport[],
  isAdmin: boolean,
): readonly Action[] {
  const fixable = isAdmin ? told.filter((one) => isFixable(one) && one.openRepair === undefined) : [];
  const isAlone = reports.length === 1;
  const fixes = fixable.slice(0, MOST).map(({ id }): Action => ({
    label: isAlone ? say("incidents.do-fix") : say("status.do-fix", { gateway: id }),
    style: "primary",
    command: "fix-codex",
    args: { gateway: id },
  }));
  const gateway = isAlone ? reports[0]?.id : undefined;
  const history: Action = {
    label: say("status.do-history"),
    style: "plain",
    command: "model-history",
    args: gateway === undefined ? {} : { gateway },
  };
  return reports.some(({ counts }) => counts !== null) ? [...fixes, history] : fixes;
}
